import type { IsoDate } from '../lib/clock.ts';

/** Messages of one kind that left on one day. */
export interface SentCount {
  readonly day: IsoDate;
  readonly kind: string;
  readonly count: number;
}

/** Counts of what left, by channel, day and kind. */
export interface SentMessages {
  /** Adds messages to the count of a day. */
  add(channel: string, day: IsoDate, kind: string, count: number): void;
  /** Counts from one day to another, both included. */
  between(channel: string, from: IsoDate, to: IsoDate): readonly SentCount[];
  /** Deletes the counts of days before this one. */
  prune(before: IsoDate): number;
}
