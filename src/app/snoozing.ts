import { DUTY_KINDS, type DueKind, type Duty, dutyOf, MISFIRE } from '../domain/due-plan/kinds.ts';
import { dueKeyPrefix } from '../domain/due-plan.ts';
import type { Person } from '../domain/person.ts';
import type { EpochMs } from '../lib/clock.ts';
import { DAY, HOUR } from '../lib/clock.ts';
import { addDays, instantOf, localTime } from '../lib/office-time.ts';
import { deliverableAt, officeCalendar } from './calendar.ts';
import type { Deadline } from './due-fired.ts';
import { deadlineOf } from './due-firing.ts';
import type { DueItem } from './due-ports.ts';
import { DUTIES, type DutyStatus, endOf, isDeclaredDone, isOpen, statusOf } from './duties.ts';
import type { Campaign, Work } from './ports.ts';

/** Something that a person was reminded of, or could be, and that is not done yet. */
export interface OpenReminder {
  /** Null for what the secretary alone knows more of. */
  readonly duty: Duty | null;
  readonly status: Exclude<DutyStatus, 'nothing'>;
  /** Null for the secretary's own reminders. */
  readonly end: Deadline | null;
  readonly endsAt: EpochMs;
  readonly text: string | null;
  /** Beginning of the keys of its postponements. */
  readonly snoozes: string;
  readonly milestone: string;
  readonly postponed: number;
  /** Reminded of already, or near its end: what ends in months is nothing to put off by an hour. */
  readonly timely: boolean;
}

/** A reminder is put off so often at most. */
export const MOST_SNOOZES = 3;
/** Before each morning's work gets going. */
const MORNING = '08:00';
/** Somewhat longer than the earliest reminder comes before a deadline. */
const NEAR = 31 * DAY;

/** What a person still has to do of all they can be reminded of now, by nearest deadline. */
export function openReminders(work: Work, person: Person): readonly OpenReminder[] {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return [];
  const found = [
    ...DUTIES.flatMap((duty) => ofDuty(work, campaign, person, duty)),
    ...customOnes(work, campaign, person),
  ];
  return found.sort((left, right) => left.endsAt - right.endsAt);
}

function ofDuty(work: Work, campaign: Campaign, person: Person, duty: Duty): readonly OpenReminder[] {
  const end = endOf(work, campaign, duty);
  if (end === null || !isOpen(work, campaign, duty)) return [];
  const status = statusOf(work, campaign, duty, person);
  if (status === 'nothing') return [];
  const { code } = end.milestone;
  const last = fired(work, campaign, person, DUTY_KINDS[duty].reminder).findLast((item) => item.milestone === code);
  const rest = last === undefined ? `-:${code}` : restOf(last, person);
  const deadline = deadlineOf(work, end.milestone);
  return [
    open(work, campaign, person, {
      duty,
      status,
      end: deadline,
      endsAt: end.at,
      text: null,
      rest,
      milestone: code,
      timely: last !== undefined || end.at - work.now <= NEAR,
    }),
  ];
}

function customOnes(work: Work, campaign: Campaign, person: Person): readonly OpenReminder[] {
  // The last of each: an earlier one of the same milestone says the same.
  const last = new Map(
    fired(work, campaign, person, 'custom_reminder').map((item) => [`${item.milestone} ${item.detail ?? ''}`, item]),
  );
  return [...last.values()].flatMap((item) => {
    const milestone = campaign.plan.milestones.find(({ code }) => code === item.milestone) ?? null;
    // What belongs to a duty is asked of the duty; what the secretary wrote is forgotten with its message.
    if (milestone === null ? item.milestone !== '' || item.expiresAt <= work.now : dutyOf(milestone.kind) !== null) {
      return [];
    }
    const end = milestone === null ? null : deadlineOf(work, milestone);
    const endsAt = end?.at ?? item.dueAt + MISFIRE.snoozed.lasts;
    if (endsAt <= work.now) return [];
    if (end !== null && isDeclaredDone(work, campaign, person, end.milestone.code)) return [];
    const rest = restOf(item, person);
    const parts = { duty: null, status: 'owes' as const, end, endsAt, text: item.detail, rest, timely: true };
    return [open(work, campaign, person, { ...parts, milestone: item.milestone })];
  });
}

function open(
  work: Work,
  campaign: Campaign,
  person: Person,
  { rest, ...parts }: Omit<OpenReminder, 'snoozes' | 'postponed'> & { readonly rest: string },
): OpenReminder {
  const snoozes = `${dueKeyPrefix(campaign.year, 'snoozed', person.id)}${rest}:`;
  return { ...parts, snoozes, postponed: work.store.dueItems.withPrefix(snoozes).length };
}

function fired(work: Work, campaign: Campaign, person: Person, kind: DueKind): readonly DueItem[] {
  return work.store.dueItems
    .withPrefix(dueKeyPrefix(campaign.year, kind, person.id))
    .filter(({ state }) => state === 'fired')
    .sort((left, right) => left.dueAt - right.dueAt);
}

// What stands after the person in the key of a reminder: its day, milestone and hour.
function restOf(item: DueItem, person: Person): string {
  const { key, kind } = item;
  return key.slice(key.indexOf(`:${kind}:${person.id}:`) + `:${kind}:${person.id}:`.length);
}

/** Moments to which a reminder can be put off. */
export const SNOOZE_CHOICES = ['hour', 'afternoon', 'morning', 'monday'] as const;
export type SnoozeChoice = (typeof SNOOZE_CHOICES)[number];

/** The moments that lie in the person's working time and before `endsAt`. */
export function snoozeMoments(work: Work, person: Person, endsAt: EpochMs): ReadonlyMap<SnoozeChoice, EpochMs> {
  const { date, weekday } = localTime(work.now, work.zone);
  const { lunch } = officeCalendar(work).quiet;
  const monday = addDays(date, 8 - weekday);
  const tomorrow = addDays(date, 1);
  const at = (day: string, time: string) => instantOf(day, time, work.zone);
  const wanted: readonly (readonly [SnoozeChoice, EpochMs | null])[] = [
    ['hour', work.now + HOUR],
    ['afternoon', lunch === null ? null : at(date, lunch.until)],
    ['morning', at(tomorrow, MORNING)],
    ['monday', monday === tomorrow ? null : at(monday, MORNING)],
  ];
  return new Map(
    wanted.filter(
      (entry): entry is readonly [SnoozeChoice, EpochMs] =>
        entry[1] !== null &&
        entry[1] > work.now &&
        entry[1] < endsAt &&
        deliverableAt(work, person.id, entry[1]) === entry[1],
    ),
  );
}

/** Puts off what can be put off still; returns how many reminders will come again then. */
export function snooze(work: Work, person: Person, reminders: readonly OpenReminder[], dueAt: EpochMs): number {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return 0;
  const movable = reminders.filter((one) => one.postponed < MOST_SNOOZES && dueAt < one.endsAt);
  return movable.filter((one) =>
    work.store.dueItems.add({
      key: `${one.snoozes}${one.postponed + 1}`,
      campaignId: campaign.id,
      kind: 'snoozed',
      memberId: person.id,
      milestone: one.milestone,
      dueAt,
      expiresAt: Math.min(one.endsAt, dueAt + MISFIRE.snoozed.lasts),
      detail: one.text,
    }),
  ).length;
}

/** Keeps that the person says that something is done which the bot cannot see: no more reminders of it. */
export function declareDone(work: Work, person: Person, milestone: string): void {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return;
  const key = `${dueKeyPrefix(campaign.year, 'declared_done', person.id)}${localTime(work.now, work.zone).date}:${milestone}`;
  const times = { dueAt: work.now, expiresAt: work.now + 1 };
  const row = { key, campaignId: campaign.id, memberId: person.id, milestone, detail: null, ...times };
  if (work.store.dueItems.add({ ...row, kind: 'declared_done' })) work.store.dueItems.settle(key, 'fired', work.now);
}

/** A reminder that a person will get unless they are done before. */
export interface NextReminder {
  readonly at: EpochMs;
  readonly kind: DueKind;
}

const PERSONAL: readonly DueKind[] = [
  'registration_reminder',
  'review_reminder',
  'final_review_reminder',
  'dossiers_reminder',
  'custom_reminder',
  'snoozed',
];

/** The person's next reminders, nearest first; of what is open and done already none will come. */
export function nextReminders(work: Work, person: Person, most: number): readonly NextReminder[] {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return [];
  const done = new Set<string>(
    DUTIES.flatMap((duty) => {
      const end = endOf(work, campaign, duty);
      const free = end !== null && isOpen(work, campaign, duty) && statusOf(work, campaign, duty, person) === 'nothing';
      return free ? [end.milestone.code] : [];
    }),
  );
  return PERSONAL.flatMap((kind) => work.store.dueItems.withPrefix(dueKeyPrefix(campaign.year, kind, person.id)))
    .filter((item) => item.state === 'planned' && item.dueAt > work.now && !done.has(item.milestone))
    .sort((left, right) => left.dueAt - right.dueAt)
    .slice(0, most)
    .map(({ dueAt, kind }) => ({ at: dueAt, kind }));
}
