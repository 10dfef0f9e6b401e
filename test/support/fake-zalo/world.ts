import type { Changes } from '../changes.ts';
import type { FakeTime } from '../fake-time.ts';
import type { Delivery } from './delivery.ts';
import type { Faults } from './faults.ts';
import type { Inbox } from './inbox.ts';
import type { PhotoShelf } from './photo-shelf.ts';
import type { Quirks } from './quirks.ts';
import type { Quota } from './quota.ts';

/** A platform account, with an id that is good for this bot only. */
export interface Account {
  readonly id: string;
  readonly is_bot: boolean;
  readonly display_name: string;
}

/** An event as the bot gets it. */
export interface ZaloEvent {
  readonly event_name: string;
  readonly message: {
    readonly message_id: string;
    readonly chat: { readonly id: string; readonly chat_type: StoredChat['type'] };
    readonly [name: string]: unknown;
  };
}

/** A message of the bot as it was sent. */
export interface SentMessage {
  readonly id: string;
  readonly kind: 'text' | 'photo' | 'sticker' | 'voice';
  /** For a photo, its caption. */
  readonly text: string;
  readonly parseMode: string | null;
  /** What the picture's address held when the message was sent. */
  readonly picture: { readonly url: string; readonly bytes: Buffer; readonly mime: string } | null;
  /** UTC ms. */
  readonly at: number;
}

/** One chat with what the bot sent to it. */
export interface StoredChat {
  readonly id: string;
  readonly type: 'PRIVATE' | 'GROUP';
  readonly title: string;
  readonly sent: SentMessage[];
  /** Private: the person has written first. Group: the bot is a member. */
  open: boolean;
  /** Private: blocked, or beyond the plan's limit. Group: sending is disabled. */
  forbidden: boolean;
  /** Latest `sendChatAction`, UTC ms. */
  typingAt: number | null;
}

/** One call that reached the fake. */
export interface RecordedCall {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** UTC ms. */
  readonly at: number;
  /** `ok`, the error code or a page's status, `dropped`, `hanging`, or `open` while it is under way. */
  outcome: 'open' | 'ok' | 'dropped' | 'hanging' | number;
}

/** Where events are delivered to; the address is empty while nobody set one. */
interface Webhook {
  url: string;
  secret: string;
  /** UTC ms. */
  updatedAt: number;
}

/** All that the fake knows. */
export interface World {
  readonly token: string;
  readonly me: Account & { readonly account_name: string };
  readonly time: FakeTime;
  readonly changes: Changes;
  readonly faults: Faults;
  readonly quirks: Quirks;
  readonly quota: Quota;
  readonly inbox: Inbox;
  readonly delivery: Delivery;
  readonly photos: PhotoShelf;
  /** The public address of something on the shelf. */
  mediaUrl(path: string): string;
  readonly chats: Map<string, StoredChat>;
  /** People of the plan's limit, in the order in which they first wrote. */
  readonly users: Set<string>;
  readonly userLimit: number;
  readonly webhook: Webhook;
  readonly plainHttpWebhooks: boolean;
  readonly calls: RecordedCall[];
  /** Everything that happened, whether or not it reached the bot. */
  readonly events: ZaloEvent[];
  /** Ends the long poll that is held, if any. */
  endPoll: () => void;
  /** The address behind which a public one is found on this machine. */
  reach(url: string): string;
}

/** Lets something happen, of which the bot is told. */
export function emit(world: World, event: ZaloEvent): void {
  world.events.push(event);
  tell(world, event);
}

/** Tells the bot of an event, by webhook where one is set, else through whoever polls. */
export function tell(world: World, event: ZaloEvent): void {
  if (world.webhook.url === '') world.inbox.push(event);
  else world.delivery.push(event);
  world.changes.happened();
}
