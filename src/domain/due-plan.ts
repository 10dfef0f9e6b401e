import type { EpochMs, IsoDate } from '../lib/clock.ts';
import { DAY, HOUR } from '../lib/clock.ts';
import { addDays, instantOf, localTime, weekdayOf } from '../lib/office-time.ts';
import type { Milestone, Plan } from './plan.ts';

/** A thing that falls due by plan; `memberId` null when it concerns the office as a whole. */
export interface PlannedItem {
  readonly key: string;
  readonly kind: 'registration_opened' | 'registration_reminder' | 'registration_closed' | 'weekly_digest';
  readonly memberId: number | null;
  readonly milestone: string;
  readonly dueAt: EpochMs;
  readonly expiresAt: EpochMs;
  /** What else the kind needs to know, such as the code of a rule. */
  readonly detail: string | null;
}

/** A late digest is still read; after two days the next one is near. */
const DIGEST_EXPIRY_MS = 2 * DAY;
/** A message that something opened helps for a day. */
const OPENING_EXPIRY_MS = DAY;

/**
 * Everything of a plan that falls due after `now`: the opening told to each person, reminders by the plan's rules to
 * each person, the closing, and the weekly digest while the campaign's year lasts. Pure: the same plan, people and
 * moment give the same rows, whose keys are `year:kind:member:date`.
 */
export function planDueItems(
  plan: Plan,
  memberIds: readonly number[],
  now: EpochMs,
  zone: string,
): readonly PlannedItem[] {
  const items = [
    ...plan.milestones.flatMap((milestone) => milestoneItems(plan, milestone, memberIds, zone)),
    ...digestItems(plan, now, zone),
  ];
  return items.filter((item) => item.dueAt > now);
}

function milestoneItems(
  plan: Plan,
  milestone: Milestone,
  memberIds: readonly number[],
  zone: string,
): readonly PlannedItem[] {
  const at = instantOf(milestone.date, milestone.time, zone);
  if (milestone.kind === 'registration_opens') {
    return memberIds.map((memberId) =>
      item(plan, 'registration_opened', memberId, milestone, milestone.date, at, at + OPENING_EXPIRY_MS),
    );
  }
  if (milestone.kind !== 'registration_closes') return [];
  const reminders = plan.reminders
    .filter((rule) => rule.milestone === milestone.code)
    .flatMap((rule) => {
      const date = addDays(milestone.date, -rule.daysBefore);
      const dueAt = instantOf(date, rule.time, zone);
      // A reminder is true until the deadline, and pointless half a day after its own hour.
      const expiresAt = Math.min(at, dueAt + 12 * HOUR);
      if (dueAt >= at) return [];
      return memberIds.map((memberId) =>
        item(plan, 'registration_reminder', memberId, milestone, date, dueAt, expiresAt),
      );
    });
  // The closing itself is effective at its stored time whenever the process notices; only its notice is late then.
  const closing = item(plan, 'registration_closed', null, milestone, milestone.date, at, Number.MAX_SAFE_INTEGER);
  return [...reminders, closing];
}

function digestItems(plan: Plan, now: EpochMs, zone: string): readonly PlannedItem[] {
  const items: PlannedItem[] = [];
  const last: IsoDate = `${plan.year}-12-31`;
  let date: IsoDate = localTime(now, zone).date;
  const first: IsoDate = `${plan.year}-01-01`;
  if (date < first) date = first;
  while (weekdayOf(date) !== plan.digest.weekday) date = addDays(date, 1);
  for (; date <= last; date = addDays(date, 7)) {
    const dueAt = instantOf(date, plan.digest.time, zone);
    items.push({
      key: `${plan.year}:weekly_digest:-:${date}`,
      kind: 'weekly_digest',
      memberId: null,
      milestone: '',
      dueAt,
      expiresAt: dueAt + DIGEST_EXPIRY_MS,
      detail: null,
    });
  }
  return items;
}

function item(
  plan: Plan,
  kind: PlannedItem['kind'],
  memberId: number | null,
  milestone: Milestone,
  date: IsoDate,
  dueAt: EpochMs,
  expiresAt: EpochMs,
): PlannedItem {
  const key = `${plan.year}:${kind}:${memberId ?? '-'}:${date}:${milestone.code}`;
  return { key, kind, memberId, milestone: milestone.code, dueAt, expiresAt, detail: null };
}
