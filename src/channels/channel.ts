import type { ChannelName, Inbound } from '../conversation/types.ts';
import type { Capabilities, MenuCommand, Outbound } from '../presentation/types.ts';

/** What became of one inbound event. It is durable when the receiver returns. */
export interface Receipt {
  readonly eventKey: string;
  readonly status: 'done' | 'replay' | 'failed';
}

/**
 * Takes a batch of events in order and commits it before it returns: no await, so nothing interleaves.
 * A channel moves its offset or answers 200 only afterwards. Throws only when nothing was stored (disk full,
 * database locked); the channel then delivers the same batch again later.
 */
export type Receiver = (events: readonly Inbound[]) => readonly Receipt[];

/** The outcome of one platform call, in the product's terms. `detail` never holds a token or a message text. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: string | null }
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number; readonly scope: 'chat' | 'all' }
  /** Nothing more can be sent before the plan's month turns. */
  | { readonly kind: 'quota-exhausted'; readonly detail: string }
  | { readonly kind: 'recipient-gone'; readonly detail: string }
  | { readonly kind: 'chat-moved'; readonly newChatId: string }
  /** Our bug: the platform will never take this message. */
  | { readonly kind: 'rejected'; readonly detail: string }
  | { readonly kind: 'unauthorised'; readonly detail: string }
  /** The call may or may not have been carried out. */
  | { readonly kind: 'ambiguous'; readonly detail: string }
  /** Certainly not carried out; try again later. */
  | { readonly kind: 'unavailable'; readonly detail: string };

/** How fast a platform takes messages, with the source beside each number where a channel states it. */
export interface SendLimits {
  /** Messages a second to all chats together. */
  readonly perSecond: number;
  /** Messages that may leave at once after a pause. */
  readonly burst: number;
  /** Shortest pause before a reminder or digest in a chat where something was sent, ms; answers may come in a burst. */
  readonly chatGapMs: number;
  /** The same in a group. */
  readonly groupGapMs: number;
  isGroup(chatId: string): boolean;
}

/** Why a file could not be fetched from the platform. */
export type FetchFileFailure = 'too-large' | 'gone' | 'unavailable';

export type FetchFileOutcome =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly error: FetchFileFailure };

/** State for `/readyz`, `doctor` and metrics; `problem` is a short code, never text of a message. */
export interface ChannelHealth {
  readonly state: 'starting' | 'receiving' | 'degraded' | 'stopped';
  readonly problem: string | null;
}

export interface WebhookRequest {
  /** Header by lower-case name. */
  header(name: string): string | undefined;
  readonly body: Uint8Array;
}

/** A platform, or the local messenger, behind one face. */
export interface Channel {
  readonly name: ChannelName;
  readonly capabilities: Capabilities;
  /** Without them the channel takes everything at once. */
  readonly sendLimits?: SendLimits;
  /** Starts receiving; resolves once events can arrive. Idempotent. */
  start(receive: Receiver): Promise<void>;
  /** Stops receiving and ends open calls; resolves when nothing more will be delivered. Idempotent. */
  stop(): Promise<void>;
  send(chatId: string, message: Outbound, signal: AbortSignal): Promise<SendOutcome>;
  /** Asks the platform something harmless: false where no answer of its own comes. Never rejects. */
  answers?(signal: AbortSignal): Promise<boolean>;
  /** Shows that the bot is writing; failures do not matter. */
  typing?(chatId: string): Promise<void>;
  fetchFile?(ref: string, limitBytes: number, signal: AbortSignal): Promise<FetchFileOutcome>;
  /** Sets the menus that everybody sees: private chats and groups, by language code ('' = default). */
  publishMenus?(menus: readonly PublicMenu[]): Promise<void>;
  /** Whether a webhook call carries the secret that was agreed on; asked before anything of its body is read. */
  knowsWebhook?(header: WebhookRequest['header']): boolean;
  /** Answers a webhook call with an HTTP status, after the events are stored. */
  webhook?(request: WebhookRequest): Promise<number>;
  health(): ChannelHealth;
  /** The bot's public name on the platform once it is known: a Telegram user name, a Zalo bot id. */
  account?(): string | null;
}

export interface PublicMenu {
  readonly scope: 'private' | 'group';
  readonly languageCode: string;
  readonly commands: readonly MenuCommand[];
}
