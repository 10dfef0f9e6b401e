import type { Channel, ChannelHealth } from '../channels/channel.ts';
import type { EpochMs } from '../lib/clock.ts';
import type { Result } from '../lib/result.ts';
import type { BallotPort } from './ballot-port.ts';
import type { MessengerPort } from './messenger-port.ts';
import type { ServerLimits } from './server-limits.ts';
import type { UploadPort } from './upload-port.ts';

/** Where the server writes its log; pino's logger fits. Fields never hold tokens, bodies or addresses with tokens. */
export interface WebLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The state behind `/readyz`: 200 when `ready`, 503 otherwise; the whole report is the JSON body. */
export interface ReadyReport {
  readonly ready: boolean;
  /** Codes of what keeps it from being ready. */
  readonly reasons: readonly string[];
  readonly database: 'ok' | 'unavailable';
  readonly channels: Readonly<Record<string, ChannelHealth>>;
  readonly queue: { readonly waiting: number; readonly oldestMs: number };
}

export interface HealthPort {
  live(): boolean;
  ready(): ReadyReport;
}

/** A stored file behind an expiring link. */
export interface OpenedFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** Saved by a person, or shown by a platform that fetches the picture; saved where nothing is said. */
  readonly purpose?: 'download' | 'picture';
  readonly expiresAt?: EpochMs;
}

/** Hands out what `/files/:token` names; the token is the whole right, so it is long, random and short-lived. */
export interface FilesPort {
  openFile(token: string): Promise<Result<OpenedFile, 'file-not-found' | 'file-expired'>>;
}

export interface WebServerOptions {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly log: WebLog;
  /** Language of pages for people when the browser asks for none that exists. */
  readonly locale: string;
  /** Locales there are, and all their texts by key (`web.*`, `messenger.*`, `error.*` are used). */
  readonly locales: readonly string[];
  texts(locale: string): Readonly<Record<string, string>>;
  readonly health: HealthPort;
  /** Prometheus text format 0.0.4. */
  metrics(): string;
  readonly webhooks: Readonly<Record<'telegram' | 'zalo', Channel | undefined>>;
  readonly files?: FilesPort;
  readonly uploads?: UploadPort;
  readonly ballots?: BallotPort;
  /** The local messenger; only with a loopback `host`. */
  readonly messenger?: MessengerPort;
  /** Folder with the pages' own files, `<root>/src/web/static`; needed for the messenger and for page styles. */
  readonly staticDir: string;
  /** Folder with the pages' scripts that the build has bundled, `<root>/dist/web`; needed for the ballot page. */
  readonly builtDir?: string;
  /** Whether people reach the server by https: then browsers are told never to come otherwise. */
  readonly publicHttps?: boolean;
  /** Tighter limits than the usual ones, for tests. */
  readonly limits?: Partial<ServerLimits>;
  /** How long `stop()` lets open requests finish, in ms. */
  readonly graceMs?: number;
}

export type StartFailure = 'port-in-use' | 'port-not-allowed' | 'address-not-available';

export interface WebServer {
  /** Listens; resolves with the address people open. */
  start(): Promise<Result<{ readonly url: string; readonly port: number }, StartFailure>>;
  /** Stops listening, lets open requests finish, then closes what is left. Idempotent. */
  stop(): Promise<void>;
}
