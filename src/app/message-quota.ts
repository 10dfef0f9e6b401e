import {
  ALARM_PERCENTS,
  type AlarmPercent,
  alarmReached,
  bulkLimit,
  firstOfNextMonth,
  forecastQuota,
  type MonthlyQuota,
  monthOf,
  PLANNED_KINDS,
  type QuotaForecast,
  type SentKind,
  sentKindOf,
} from '../domain/message-quota.ts';
import type { EpochMs, IsoDate } from '../lib/clock.ts';
import { addDays, instantOf, localTime } from '../lib/office-time.ts';
import type { Work } from './ports.ts';
import type { SentCount } from './quota-ports.ts';

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
/** Counts older than this are of no use to anybody: a year and a month, so that a month can be compared with last year's. */
const KEPT_DAYS = 396;

/** How a channel's month stands, with its forecast to the end. */
export function quotaStanding(work: Work, quota: MonthlyQuota): QuotaStanding {
  const today = localTime(work.now, work.zone).date;
  const counts = work.store.sentMessages.between(quota.channel, firstOf(today), today);
  const used = total(counts);
  const goesThere = onChannel(work, quota.channel);
  const held = work.store.sentMessages.heldBack(quota.channel).map((memberId) => ({ date: today, memberId }));
  const due = work.store.dueItems
    .due(monthTurn(work) - 1)
    .filter(({ memberId }) => memberId !== null && goesThere(memberId))
    .map(({ memberId, dueAt }) => ({ date: later(localTime(dueAt, work.zone).date, today), memberId }));
  const perDay = answersPerDay(work, quota.channel, today);
  const refused = isRefused(work, quota.channel);
  return {
    quota,
    month: monthOf(today),
    used,
    byKind: summedByKind(counts),
    refused,
    forecast: forecastQuota({ quota: quota.limit, used, refused, today, perDay, planned: [...held, ...due] }),
  };
}

/** Messages of this month by kind, the most first. */
export function sentInMonth(work: Pick<Work, 'store' | 'now' | 'zone'>, channel: string): QuotaStanding['byKind'] {
  const today = localTime(work.now, work.zone).date;
  return summedByKind(work.store.sentMessages.between(channel, firstOf(today), today));
}

/** Counts a message that left, or that may have: the platform counts those too. */
export function countSent(work: Work, channel: string, lane: number): void {
  work.store.sentMessages.add(channel, localTime(work.now, work.zone).date, sentKindOf(lane), 1);
}

/** The platform says that the month is used up: reminders and digests wait for the next one. True when that is news. */
export function noteRefusal(work: Work, channel: string): boolean {
  if (isRefused(work, channel)) return false;
  work.store.settings.set(refusal(channel), monthOf(localTime(work.now, work.zone).date));
  return true;
}

/** The platform takes messages again before the month has turned; true when that is news. */
export function clearRefusal(work: Work, channel: string): boolean {
  if (!isRefused(work, channel)) return false;
  work.store.settings.set(refusal(channel), '');
  return true;
}

/** How many reminders and digests may still leave in this month; 0 also after a refusal. */
export function bulkRoom(work: Work, quota: MonthlyQuota): number {
  const room = Math.max(0, bulkLimit(quota.limit) - usedInMonth(work, quota.channel));
  return room === 0 || isRefused(work, quota.channel) ? 0 : room;
}

/** When the next month begins on the office's calendar. */
export function monthTurn(work: Pick<Work, 'now' | 'zone'>): EpochMs {
  return instantOf(firstOfNextMonth(localTime(work.now, work.zone).date), '00:00', work.zone);
}

/** What the secretary has to be told about a month. */
export type QuotaAlarm = AlarmPercent | 'refused';

/** The worst that a month has reached and that nobody was told of yet; from now on it counts as told. */
export function takeAlarm(work: Work, quota: MonthlyQuota): QuotaAlarm | null {
  const month = monthOf(localTime(work.now, work.zone).date);
  const percent = alarmReached(usedInMonth(work, quota.channel), quota.limit);
  const reached: QuotaAlarm | null = isRefused(work, quota.channel) ? 'refused' : percent;
  if (reached === null) return null;
  const ranks: readonly QuotaAlarm[] = [...ALARM_PERCENTS, 'refused'];
  const name = `quota_alarm:${quota.channel}`;
  const [toldMonth, told] = (work.store.settings.get(name) ?? '').split(':');
  const rankTold = toldMonth === month ? ranks.findIndex((alarm) => String(alarm) === told) : -1;
  if (ranks.indexOf(reached) <= rankTold) return null;
  work.store.settings.set(name, `${month}:${reached}`);
  return reached;
}

/** Deletes the counts of long ago. */
export function pruneSentCounts(work: Pick<Work, 'store' | 'now' | 'zone'>): void {
  work.store.sentMessages.prune(addDays(localTime(work.now, work.zone).date, -KEPT_DAYS));
}

/** People on a channel against what its platform allows one bot. */
export interface ChannelPeople {
  readonly linked: number;
  /** How many it would be with these people too. */
  readonly withInvited: number;
  readonly most: number;
}

/** Null where the platform sets no limit; `invited` are ids of people who get a code. */
export function peopleOnChannel(
  work: Pick<Work, 'store'>,
  { channel, people }: MonthlyQuota,
  invited: readonly number[] = [],
): ChannelPeople | null {
  if (people === undefined) return null;
  const linked = work.store.identities.linkedOn(channel);
  return { linked: linked.size, withInvited: new Set([...linked, ...invited]).size, most: people.people };
}

function isRefused(work: Work, channel: string): boolean {
  return work.store.settings.get(refusal(channel)) === monthOf(localTime(work.now, work.zone).date);
}

function usedInMonth(work: Work, channel: string): number {
  return work.store.sentMessages.since(channel, firstOf(localTime(work.now, work.zone).date));
}

function answersPerDay(work: Work, channel: string, today: IsoDate): number {
  const counts = work.store.sentMessages.between(channel, addDays(today, -LOOK_BACK_DAYS), addDays(today, -1));
  return Math.ceil(total(counts.filter(({ kind }) => !PLANNED_KINDS.includes(kind))) / LOOK_BACK_DAYS);
}

// Where a message that nobody asked for goes; unreachable accounts take none.
function onChannel(work: Work, channel: string): (memberId: number) => boolean {
  const known = new Map<number, boolean>();
  return (memberId) => {
    let goes = known.get(memberId);
    if (goes === undefined) {
      const first = work.store.identities.ofMember(memberId).find(({ reachable }) => reachable);
      goes = first?.channel === channel;
      known.set(memberId, goes);
    }
    return goes;
  };
}

function summedByKind(counts: readonly SentCount[]): QuotaStanding['byKind'] {
  const sums = new Map<SentKind, number>();
  for (const { kind, count } of counts) sums.set(kind, (sums.get(kind) ?? 0) + count);
  return [...sums].map(([kind, count]) => ({ kind, count })).sort((left, right) => right.count - left.count);
}

function total(counts: readonly SentCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function firstOf(date: IsoDate): IsoDate {
  return `${monthOf(date)}-01`;
}

function later(left: IsoDate, right: IsoDate): IsoDate {
  return left > right ? left : right;
}

function refusal(channel: string): string {
  return `quota_refused:${channel}`;
}
