import type { IsoDate } from '../lib/clock.ts';
import { addDays } from '../lib/office-time.ts';

/** Share of a month's messages kept for linking, answers, receipts and ballots, in percent. */
const RESERVED_PERCENT = 10;

/** Shares of the quota, in percent, at which the secretary is told; the highest last. */
export const ALARM_PERCENTS = [80, 95] as const;
export type AlarmPercent = (typeof ALARM_PERCENTS)[number];

/** How many messages of a month may be reminders and digests at most: the quota without the reserve, rounded down. */
export function bulkLimit(quota: number): number {
  return quota - Math.ceil((quota * RESERVED_PERCENT) / 100);
}

/** The highest alarm that `used` messages of a month have reached, null below the first. */
export function alarmReached(used: number, quota: number): AlarmPercent | null {
  return [...ALARM_PERCENTS].reverse().find((percent) => used * 100 >= quota * percent) ?? null;
}

/**
 * What is counted: messages by why they left, in the order of the outbox's lanes. Menus are no messages.
 */
export const SENT_KINDS = ['answer', 'receipt', 'reminder', 'digest'] as const;
export type SentKind = (typeof SENT_KINDS)[number];

/** Kinds that are planned: nobody waits for them, and they leave the reserve alone. */
export const PLANNED_KINDS: readonly SentKind[] = ['reminder', 'digest'];

/** The kind of a message by its lane in the outbox. */
export function sentKindOf(lane: number): SentKind {
  const kind = SENT_KINDS[lane];
  if (kind === undefined) throw new Error(`no lane ${lane}`);
  return kind;
}

/** How many people a platform lets one bot talk to. */
export interface PeopleLimit {
  readonly people: number;
  /** Where the number comes from. */
  readonly source: string;
  /** Whether it was seen with a bot of our own. */
  readonly verified: boolean;
}

/** A channel whose platform takes so many messages a month, and what they may be used for. */
export interface MonthlyQuota {
  readonly channel: string;
  readonly limit: number;
  /** Left out where the platform sets none. */
  readonly people?: PeopleLimit;
}

/** What a month's messages are reckoned from. */
export interface QuotaOutlook {
  readonly quota: number;
  /** Messages sent in this month so far. */
  readonly used: number;
  /** The platform takes no more, whatever was counted. */
  readonly refused?: boolean;
  readonly today: IsoDate;
  /** Answers and receipts that a day brings, as seen lately; a whole number. */
  readonly perDay: number;
  /** Reminders and digests already planned, in the order in which they leave. */
  readonly planned: readonly { readonly date: IsoDate; readonly memberId: number | null }[];
}

export interface QuotaForecast {
  /** All that the month would need, from its first day to its last. */
  readonly needed: number;
  /** First day on which a planned message would find no room, null when the month suffices. */
  readonly runsOutOn: IsoDate | null;
  /** People whose planned messages would not leave, each once, in the order of the messages. */
  readonly unreached: readonly number[];
}

/**
 * What becomes of the rest of a month: every day its answers first, then its planned messages as long as the quota
 * without the reserve lasts. Answers may use the reserve, planned messages may not.
 */
export function forecastQuota({ quota, used, refused, today, perDay, planned }: QuotaOutlook): QuotaForecast {
  const room = refused === true ? 0 : bulkLimit(quota);
  const lastDay = lastDayOfMonth(today);
  const unreached = new Set<number>();
  let runsOutOn: IsoDate | null = null;
  let needed = used;
  let sent = used;
  let next = 0;
  for (let date = today; date <= lastDay; date = addDays(date, 1)) {
    needed += perDay;
    sent += perDay;
    for (let item = planned[next]; item !== undefined && item.date <= date; next += 1, item = planned[next]) {
      needed += 1;
      if (sent < room) {
        sent += 1;
        continue;
      }
      runsOutOn ??= date;
      if (item.memberId !== null) unreached.add(item.memberId);
    }
  }
  return { needed, runsOutOn, unreached: [...unreached] };
}

/** `YYYY-MM` of a date: what the platform counts by, on the office's calendar. */
export function monthOf(date: IsoDate): string {
  return date.slice(0, 7);
}

/** First day of the month after a date: when a used-up quota begins anew. */
export function firstOfNextMonth(date: IsoDate): IsoDate {
  return addDays(lastDayOfMonth(date), 1);
}

function lastDayOfMonth(date: IsoDate): IsoDate {
  const [year = 0, month = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
