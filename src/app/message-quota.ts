import {
  ALARM_PERCENTS,
  type AlarmPercent,
  alarmReached,
  bulkLimit,
  firstOfNextMonth,
  forecastQuota,
  monthOf,
  type QuotaForecast,
} from '../domain/message-quota.ts';
import type { EpochMs, IsoDate } from '../lib/clock.ts';
import { addDays, instantOf, localTime } from '../lib/office-time.ts';
import type { Work } from './ports.ts';
import type { SentCount } from './quota-ports.ts';

/** A channel whose platform takes so many messages a month, and what they may be used for. */
export interface MonthlyQuota {
  readonly channel: string;
  readonly limit: number;
}

export interface QuotaStanding {
  readonly quota: MonthlyQuota;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly used: number;
  /** Messages of this month by kind, the most first. */
  readonly byKind: readonly Pick<SentCount, 'kind' | 'count'>[];
  /** The platform said that the month is used up, whatever our own count. */
  readonly refused: boolean;
  readonly forecast: QuotaForecast;
}

/** Days whose answers are taken for what a day brings. */
const LOOK_BACK_DAYS = 14;
/** Kinds that are planned and therefore not part of what a day brings by itself. */
const isPlanned = (kind: string): boolean => kind.startsWith('due:');

/** How a channel's month stands, with its forecast to the end. */
export function quotaStanding(work: Work, quota: MonthlyQuota): QuotaStanding {
  const today = localTime(work.now, work.zone).date;
  const counts = countsOfMonth(work, quota.channel, today);
  const used = total(counts);
  const end = instantOf(firstOfNextMonth(today), '00:00', work.zone);
  const planned = work.store.dueItems
    .due(end - 1)
    .filter(({ memberId }) => memberId !== null && channelOf(work, memberId) === quota.channel)
    .map(({ memberId, dueAt }) => ({ date: later(localTime(dueAt, work.zone).date, today), memberId }));
  const perDay = answersPerDay(work, quota.channel, today);
  return {
    quota,
    month: monthOf(today),
    used,
    byKind: summedByKind(counts),
    refused: work.store.settings.get(refusal(quota.channel)) === monthOf(today),
    forecast: forecastQuota({ quota: quota.limit, used, today, perDay, planned }),
  };
}

/** Counts a message that left, or that may have: the platform counts those too. */
export function countSent(work: Work, channel: string, kind: string): void {
  work.store.sentMessages.add(channel, localTime(work.now, work.zone).date, kind, 1);
}

/** The platform says that the month is used up: reminders and digests wait for the next one. */
export function noteRefusal(work: Work, channel: string): void {
  work.store.settings.set(refusal(channel), monthOf(localTime(work.now, work.zone).date));
}

/** When reminders and digests may leave again on a channel: null for now, else the beginning of the next month. */
export function bulkWaitsUntil(work: Work, quota: MonthlyQuota): EpochMs | null {
  const today = localTime(work.now, work.zone).date;
  const refused = work.store.settings.get(refusal(quota.channel)) === monthOf(today);
  if (!refused && total(countsOfMonth(work, quota.channel, today)) < bulkLimit(quota.limit)) return null;
  return instantOf(firstOfNextMonth(today), '00:00', work.zone);
}

/** The alarm that the month has reached and that nobody was told of yet; it is told from now on. */
export function takeAlarm(work: Work, quota: MonthlyQuota): AlarmPercent | null {
  const today = localTime(work.now, work.zone).date;
  const reached = alarmReached(total(countsOfMonth(work, quota.channel, today)), quota.limit);
  if (reached === null) return null;
  const name = `quota_alarm:${quota.channel}`;
  const mark = `${monthOf(today)}:${reached}`;
  const [month, told] = (work.store.settings.get(name) ?? '').split(':');
  if (month === monthOf(today) && ALARM_PERCENTS.some((percent) => String(percent) === told && percent >= reached)) {
    return null;
  }
  work.store.settings.set(name, mark);
  return reached;
}

function countsOfMonth(work: Work, channel: string, today: IsoDate): readonly SentCount[] {
  return work.store.sentMessages.between(channel, `${monthOf(today)}-01`, today);
}

function answersPerDay(work: Work, channel: string, today: IsoDate): number {
  const counts = work.store.sentMessages.between(channel, addDays(today, -LOOK_BACK_DAYS), addDays(today, -1));
  return Math.ceil(total(counts.filter(({ kind }) => !isPlanned(kind))) / LOOK_BACK_DAYS);
}

// Where a message that nobody asked for goes; unreachable accounts take none.
function channelOf(work: Work, memberId: number): string | null {
  return work.store.identities.ofMember(memberId).find(({ reachable }) => reachable)?.channel ?? null;
}

function summedByKind(counts: readonly SentCount[]): QuotaStanding['byKind'] {
  const sums = new Map<string, number>();
  for (const { kind, count } of counts) sums.set(kind, (sums.get(kind) ?? 0) + count);
  return [...sums].map(([kind, count]) => ({ kind, count })).sort((left, right) => right.count - left.count);
}

function total(counts: readonly SentCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function later(left: IsoDate, right: IsoDate): IsoDate {
  return left > right ? left : right;
}

function refusal(channel: string): string {
  return `quota_refused:${channel}`;
}
