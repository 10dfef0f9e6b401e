import type { FileKind } from '../domain/file-kind.ts';
import type { EpochMs } from '../lib/clock.ts';
import type { Say } from './text-key.ts';

/** Name of a channel as its adapter gives it; the conversation never compares it with a literal. */
export type ChannelName = string;

/** Who sent an event, in the channel's own terms. */
export interface Sender {
  /** The channel's id of the account, stable for this bot. */
  readonly id: string;
  readonly displayName: string;
  /** BCP 47 code where the platform tells it. */
  readonly languageCode?: string;
}

/** One thing that happened on a channel, reduced to what the product uses. */
export interface Inbound {
  readonly channel: ChannelName;
  /** Identifies the event for ever on this channel; a second arrival changes nothing. */
  readonly eventKey: string;
  /** When the platform says it happened, UTC ms. */
  readonly at: EpochMs;
  readonly chat: { readonly id: string; readonly kind: 'private' | 'group' };
  readonly from: Sender;
  /** False when the sender cannot be trusted (anonymous group admin, channel post): nothing binding may follow. */
  readonly binding: boolean;
  readonly body: InboundBody;
}

export type InboundBody =
  | { readonly kind: 'text'; readonly text: string }
  /** A button: `token` as it was sent, `messageId` of the message it hangs on where known. */
  | { readonly kind: 'choice'; readonly token: string; readonly messageId?: string }
  | { readonly kind: 'file'; readonly file: IncomingFile; readonly caption?: string }
  /** A shared phone contact; `own` is true only when the platform vouches that it is the sender's. */
  | { readonly kind: 'contact'; readonly phone: string; readonly own: boolean }
  /** The person edited an earlier message: never read again, only answered. */
  | { readonly kind: 'edited' }
  | { readonly kind: 'unsupported' }
  /** The person blocked (false) or opened again (true) the private chat. */
  | { readonly kind: 'reachable'; readonly reachable: boolean }
  /** The bot was added to (true) or removed from (false) a group. */
  | { readonly kind: 'group-membership'; readonly member: boolean }
  | { readonly kind: 'chat-moved'; readonly newChatId: string }
  /** Asynchronous work that a dialogue asked for has ended (see runtime/jobs). */
  | { readonly kind: 'job-done'; readonly jobId: number };

/** A file that the channel can fetch on request. */
export interface IncomingFile {
  /** The channel's own reference (Telegram: file_id; local: stored name). */
  readonly ref: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly mime: string;
  /** Hash of the one-time address through which it came; the address is used up with the event. */
  readonly uploadHash?: string;
}

/** A button or numbered answer. */
export interface Choice {
  /** Meaning within the step, kept on the server: never sent to the platform. */
  readonly id: string;
  readonly label: Say;
  /** Button text where the label is a sentence: the label then stands numbered in the message. */
  readonly short?: Say;
  /** Neighbours of the same row share one row of buttons, eight at most. */
  readonly row?: string;
}

/** A button under a notice: it opens a command, as if it were typed. */
export interface CommandChoice {
  readonly command: string;
  readonly label: Say;
}

/** What one message says, before it is rendered for a person and a channel. */
export interface Reply {
  readonly say: readonly Say[];
  readonly choices?: readonly Choice[];
  /** The question wants a figure: choices are shown without numbers, and chosen by their words. */
  readonly numeric?: boolean;
  /** Binds the choices to their prompt: a button is `<promptToken>.<index>`. Set by the engine. */
  readonly promptToken?: string;
  /** Commands offered as buttons; they act only as the typed command would. */
  readonly commands?: readonly CommandChoice[];
  /** A file in `DATA_DIR/files` to hand over; `entitlement` is asked again when it is fetched by a link. */
  readonly file?: {
    readonly storedName: string;
    readonly name: string;
    readonly mime: string;
    readonly entitlement?: string;
  };
  /** `replace` edits the message that was tapped, where the channel can edit. */
  readonly mode?: 'append' | 'replace';
  /** The question is answered with a file of this sort; where the channel takes none, another way is offered. */
  readonly wantsFile?: FileKind;
  /** Ask the channel for its way to share one's own phone number, where it has one. */
  readonly askContact?: boolean;
  /** Never stored: held in memory, sent after the commit, and lost if it cannot be sent soon. For ballots and keys. */
  readonly ephemeral?: boolean;
}

export type Lane = 'interactive' | 'receipt' | 'reminder' | 'digest';

/** A message to somebody other than the person who is talking. */
export interface Notice {
  readonly to: number;
  /** Stable name of the kind, for policies and statistics. */
  readonly kind: string;
  readonly lane: Lane;
  readonly reply: Reply;
  /** A channel that is used only where the person has no other. */
  readonly avoid?: ChannelName;
  /** Goes only where its picture can be shown: everything else has been said. */
  readonly shows?: 'picture';
  /** UTC ms after which the message is pointless. */
  readonly expiresAt?: EpochMs;
}
