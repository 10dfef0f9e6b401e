import { Telegram } from 'telegraf';
import type { Telegram as ApiMethods, Opts } from 'telegraf/types';
import { err, ok, type Result } from '../../lib/result.ts';
import { type CallTrace, connectionPool, followed } from '../platform/connection.ts';
import { type Sleep, withDeadline } from '../platform/pause.ts';
import { detailRedactor } from '../platform/redact.ts';
import { type Download, downloadFile } from './download.ts';
import { type ApiFailure, toFailure } from './failure.ts';

/** Limits of one call: milliseconds, and a signal that ends it earlier. */
export interface CallLimits {
  readonly ms: number;
  readonly signal: AbortSignal;
}

/** The Bot API as calls that return a value for everything the platform or the network can do. */
export interface TelegramApi {
  /** The one client; the update router is given the same. */
  readonly telegram: Telegram;
  call<M extends keyof ApiMethods>(
    method: M,
    payload: Opts<M>,
    limits: CallLimits,
  ): Promise<Result<ReturnType<ApiMethods[M]>, ApiFailure>>;
  download(filePath: string, limitBytes: number, limits: CallLimits): Promise<Download>;
  /** Closes connections that are not in use. */
  close(): void;
}

/** Connects telegraf's client to our connection pool, deadlines and failure family. */
export function createTelegramApi(options: {
  readonly token: string;
  readonly apiRoot: string;
  readonly httpsProxy: string | undefined;
  readonly sleep: Sleep;
}): TelegramApi {
  const { token, sleep } = options;
  // Relative addresses are resolved against it: without the slash the last part of its path would be lost.
  const apiRoot = options.apiRoot.endsWith('/') ? options.apiRoot : `${options.apiRoot}/`;
  const pool = connectionPool(apiRoot, options.httpsProxy);
  const redact = detailRedactor(token);
  const telegram = new Telegram(token, { apiRoot, agent: pool, webhookReply: false });
  // telegraf takes the agent away from http addresses (a local Bot API server).
  telegram.options.agent = pool;

  return {
    telegram,
    async call(method, payload, limits) {
      const trace: CallTrace = { reached: false };
      try {
        const result = await withDeadline(limits.ms, limits.signal, sleep, (signal) =>
          followed(trace, () => telegram.callApi(method, payload, { signal: asPolyfill(signal) })),
        );
        return answers(method, result) ? ok(result) : err({ kind: 'unclear', detail: 'not-telegram' });
      } catch (error) {
        return err(toFailure(error, trace.reached, redact));
      }
    },
    download(filePath, limitBytes, limits) {
      const url = new URL(`./file/bot${token}/${filePath}`, apiRoot);
      return withDeadline(limits.ms, limits.signal, sleep, (signal) => downloadFile(url, pool, limitBytes, signal));
    },
    close: () => pool.destroy(),
  };
}

// A portal or a proxy may grant with JSON of its own: what is not of the method's form is no answer.
function answers(method: keyof ApiMethods, result: unknown): boolean {
  if (method === 'getUpdates') return Array.isArray(result) && result.every((update) => hasNumber(update, 'update_id'));
  if (method === 'getMe') return hasNumber(result, 'id');
  return result === true || (typeof result === 'object' && result !== null);
}

function hasNumber(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'number';
}

type PolyfilledSignal = NonNullable<NonNullable<Parameters<Telegram['callApi']>[2]>['signal']>;

// telegraf's types name the signal of a polyfill; node-fetch takes Node's own.
function asPolyfill(signal: AbortSignal): PolyfilledSignal {
  return signal as unknown as PolyfilledSignal;
}
