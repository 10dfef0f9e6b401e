import type { Receipt } from '../channels/channel.ts';
import type { EpochMs } from '../lib/clock.ts';
import type { Result } from '../lib/result.ts';
import type { Button, Capabilities, MenuCommand } from '../presentation/types.ts';

/** What the local messenger's page needs from the program; only the demonstration has one. */
export interface MessengerPort {
  /** Everybody who can be played, in the order to list them, in the language of the page. */
  people(locale: string): readonly MessengerPerson[];
  /** The local channels by what they can do: with buttons, and bare text as Zalo has it. */
  readonly hubs: { readonly rich: PageHub; readonly textOnly: PageHub };
  readonly clock: DemoClock;
}

export interface MessengerPerson {
  /** The local account, which is also the id of the chat. */
  readonly id: string;
  readonly name: string;
  readonly position: string;
  readonly division: string;
  /** Rights that make the person worth playing: `code` is stable (`head`, `secretary` …), `label` is shown. */
  readonly roles: readonly { readonly code: string; readonly label: string }[];
  /** Names of the channels on which this account is linked to the staff member. */
  readonly linkedOn: readonly string[];
  /** The code on the person's printed slip, while it can still be used. */
  readonly inviteCode: string | null;
  /** How far this year's own pledge is, null before it is begun. */
  readonly pledge: 'draft' | 'submitted' | 'endorsed' | 'accepted' | 'returned' | 'withdrawn' | null;
}

export type ClockTarget = 'next-reminder' | 'next-digest' | 'next-deadline';

export interface ClockStop {
  readonly kind: ClockTarget;
  /** What happens then, in the language of the page. */
  readonly label: string;
  readonly at: EpochMs;
}

/** The demonstration's clock: it runs on by itself and can be put forward, never back. */
export interface DemoClock {
  now(): EpochMs;
  /** IANA name of the office's zone. */
  readonly zone: string;
  /** The next stop of each kind that has one. */
  next(locale: string): readonly ClockStop[];
  /** Moves to the stop, or to the instant, and runs all that falls due; `fired` counts it. */
  advance(to: ClockTarget | EpochMs): Promise<Result<{ readonly at: EpochMs; readonly fired: number }, ClockFailure>>;
}

export type ClockFailure = 'clock-nothing-ahead' | 'clock-backwards' | 'clock-too-far';

/** A message as the page shows it; `seq` grows with every message and every change. */
export interface PageMessage {
  readonly id: string;
  readonly seq: number;
  readonly from: 'person' | 'bot';
  readonly at: EpochMs;
  readonly text: string;
  readonly html: boolean;
  readonly buttons: readonly (readonly Button[])[];
  readonly chosen: string | null;
  readonly edited: boolean;
  readonly file: {
    readonly id: string;
    readonly name: string;
    readonly mime: string;
    readonly sizeBytes: number;
  } | null;
}

export type PageEvent =
  | { readonly kind: 'message'; readonly chatId: string; readonly message: PageMessage }
  | { readonly kind: 'typing'; readonly chatId: string }
  | { readonly kind: 'menu'; readonly chatId: string | null };

/** What a person does; `clientId` is made by the page, so that a resend is recognised as the same event. */
export interface PagePost {
  readonly clientId: string;
  readonly personId: string;
  readonly displayName: string;
  readonly body:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'choice'; readonly token: string; readonly messageId: string }
    | { readonly kind: 'file'; readonly name: string; readonly mime: string; readonly bytes: Uint8Array };
}

export type PagePostFailure = 'messenger-stopped' | 'messenger-not-stored' | 'messenger-file-too-large';

/** One local channel as the page sees it. */
export interface PageHub {
  readonly name: string;
  readonly capabilities: Capabilities;
  chat(personId: string): {
    readonly messages: readonly PageMessage[];
    readonly commands: readonly MenuCommand[];
    readonly unread: number;
  };
  post(post: PagePost): Result<Receipt, PagePostFailure>;
  openFile(
    fileId: string,
  ): Promise<{ readonly name: string; readonly mime: string; readonly bytes: Uint8Array } | null>;
  markRead(personId: string, seq: number): void;
  subscribe(listener: (event: PageEvent) => void): () => void;
}
