import type { ChatIdentity, Work } from '../app/ports.ts';
import type { WeeklyDigest } from '../domain/digest/digest.ts';
import type { MonthlyQuota } from '../domain/message-quota.ts';
import type { Locale, Person } from '../domain/person.ts';
import type { StaffVocabulary } from '../domain/staff-columns.ts';
import type { Say, TextKey } from './text-key.ts';
import type { Notice } from './types.ts';

/** The chat in which an event arrived. */
export interface Chat {
  readonly channel: string;
  readonly chatId: string;
  readonly accountId: string;
  /** Whether the channel has buttons; a ballot alone may ask, which is one grid of them or one question after the other. */
  readonly buttons: boolean;
  /** The message whose button was pressed, which the answer takes the place of where the channel edits. */
  readonly tappedMessageId?: string;
}

/** Everything a dialogue works with during one event. */
export interface Context extends Work {
  readonly person: Person | null;
  readonly identity: ChatIdentity | null;
  readonly chat: Chat;
  readonly locale: Locale;
  /** A text as this person reads it, without mark-up: to compare with what was typed. */
  plain(say: Say): string;
  /** A text in the office's language, for what is stored for everybody. */
  officeWords(say: Say): string;
  /** All forms of a word in every language, folded. */
  words(key: TextKey): readonly string[];
  /** Words that a staff list may use, for previews. */
  readonly vocabulary: StaffVocabulary;
  /** Channels whose platforms take so many messages a month. */
  readonly quotas: readonly MonthlyQuota[];
  /** Address of the ballot page with a one-time token; null where our pages are not reached from outside. */
  ballotAddress(token: string): string | null;
  /** Whether a messenger of the office does not work at the moment, by what its channel knows. */
  channelDown(): boolean;
  /** Queues a message to somebody. */
  notify(notice: Notice): void;
  /** Queues a digest to the leadership group, or to each leader where there is none. */
  sendDigest(digest: WeeklyDigest): void;
}

/** What a right is asked with: the office, and who it is. */
export interface MemberWork extends Work {
  readonly person: Person;
}

/** A context whose person is known. */
export interface MemberContext extends Context {
  readonly person: Person;
  readonly identity: ChatIdentity;
}
