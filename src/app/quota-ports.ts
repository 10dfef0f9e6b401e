import type { SentKind } from '../domain/message-quota.ts';
import type { EpochMs, IsoDate } from '../lib/clock.ts';

/** Messages of one kind that left on one day. */
export interface SentCount {
  readonly day: IsoDate;
  readonly kind: SentKind;
  readonly count: number;
}

/** Counts of what left, by channel, day and kind. */
export interface SentMessages {
  /** Adds messages to the count of a day. */
  add(channel: string, day: IsoDate, kind: SentKind, count: number): void;
  /** Counts from one day to another, both included. */
  between(channel: string, from: IsoDate, to: IsoDate): readonly SentCount[];
  /** How many left since a day, that day included; asked before every reminder, and therefore kept in memory. */
  since(channel: string, from: IsoDate): number;
  /** Whose reminders and digests wait because the month has no room for them, one entry a message; null for a group. */
  heldBack(channel: string): readonly (number | null)[];
  /** How many messages were given up, or may not have arrived, since an instant. */
  givenUp(since: EpochMs): number;
  /** Deletes the counts of days before this one. */
  prune(before: IsoDate): number;
}
