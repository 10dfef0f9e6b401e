import { DUTY_KINDS, type DueKind, type Duty, MISFIRE } from '../domain/due-plan/kinds.ts';
import type { Wave, WaveAudience } from '../domain/due-plan.ts';
import type { Person } from '../domain/person.ts';
import { may } from '../domain/rights.ts';
import { nextWorkingMoment } from '../domain/working-moment.ts';
import type { EpochMs } from '../lib/clock.ts';
import { localTime } from '../lib/office-time.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { audit } from './audit.ts';
import { deliverableAt, officeCalendar } from './calendar.ts';
import { replanCampaign, wavesOf } from './due-planning.ts';
import { DUTIES, endOf, isOpen, statusOf } from './duties.ts';
import type { Campaign, Work } from './ports.ts';

/** A planned reminder as the secretary sees it. */
export interface AheadWave {
  readonly code: string;
  readonly kind: DueKind;
  readonly milestone: string;
  readonly dueAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly text: string | null;
  /** People it may reach: who is done by then gets nothing. */
  readonly count: number;
}

export type ReminderDeskError =
  | 'not_allowed'
  | 'no_campaign'
  | 'reminder_unknown'
  | 'reminder_in_past'
  | 'reminder_too_late'
  | 'reminder_outside_work'
  | 'reminder_nobody'
  | 'reminder_sent_today';

/** The next reminders of the campaign in the order of time; what only takes effect is not among them. */
export function remindersAhead(work: Work, most: number): readonly AheadWave[] {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return [];
  const groups = work.store.dueItems.ahead(campaign.id, work.now);
  return wavesOf(work, campaign)
    .filter((wave) => wave.audience !== 'office' && wave.dueAt > work.now)
    .slice(0, most)
    .map(({ code, kind, milestone, dueAt, expiresAt, detail }) => {
      const same = groups.filter((group) => group.kind === kind && group.dueAt === dueAt && group.detail === detail);
      const count = same.reduce((sum, group) => sum + (group.milestone === milestone ? group.count : 0), 0);
      return { code, kind, milestone, dueAt, expiresAt, text: detail, count };
    });
}

/** A planned reminder by its code; null once it is over, or gone from the plan. */
export function reminderAhead(work: Work, code: string): AheadWave | null {
  return remindersAhead(work, Number.POSITIVE_INFINITY).find((wave) => wave.code === code) ?? null;
}

/** Whether the secretary may put a reminder to a moment: ahead, in working time, and before it is pointless. */
export function checkMoment(
  work: Work,
  at: EpochMs,
  before: EpochMs | null,
): Result<EpochMs, 'reminder_in_past' | 'reminder_too_late' | 'reminder_outside_work'> {
  if (at <= work.now) return err('reminder_in_past');
  if (before !== null && at >= before) return err('reminder_too_late');
  if (nextWorkingMoment(officeCalendar(work), at, work.zone) !== at) return err('reminder_outside_work');
  return ok(at);
}

/** Moves a planned reminder, or cancels it where `dueAt` is null; its rows follow at once. */
export function changeReminder(
  work: Work,
  by: Person,
  code: string,
  dueAt: EpochMs | null,
): Result<EpochMs | null, ReminderDeskError> {
  if (!may(by, 'order_reminders')) return err('not_allowed');
  const campaign = work.store.campaigns.current();
  if (campaign === null) return err('no_campaign');
  const wave = wavesOf(work, campaign).find((candidate) => candidate.code === code && candidate.dueAt > work.now);
  if (wave === undefined) return err('reminder_unknown');
  const order = orderOf(work, campaign, wave);
  if (dueAt !== null) {
    const checked = checkMoment(work, dueAt, order === null ? wave.expiresAt : null);
    if (!checked.ok) return checked;
  }
  const { reminderOrders } = work.store;
  if (order === null) reminderOrders.change(campaign.id, code, dueAt, by.id, work.now);
  else if (dueAt === null) reminderOrders.cancel(order, work.now);
  else reminderOrders.move(order, dueAt);
  audit(work, {
    action: dueAt === null ? 'reminder_cancelled' : 'reminder_moved',
    actor: by,
    subject: { kind: 'year', id: campaign.year },
    details: { reminder: code, from: wave.dueAt, to: dueAt },
  });
  replanCampaign(work);
  return ok(dueAt);
}

// The secretary's own reminders end with the number of their order.
function orderOf(work: Work, campaign: Campaign, wave: Wave): number | null {
  if (wave.milestone !== '') return null;
  const found = work.store.reminderOrders.all(campaign.id).find(({ id }) => wave.code.endsWith(`:order${id}`));
  return found?.id ?? null;
}

/** Plans a reminder of the secretary's own. */
export function orderReminder(
  work: Work,
  by: Person,
  order: { readonly text: string; readonly audience: WaveAudience; readonly dueAt: EpochMs },
): Result<EpochMs, ReminderDeskError> {
  if (!may(by, 'order_reminders')) return err('not_allowed');
  const campaign = work.store.campaigns.current();
  if (campaign === null) return err('no_campaign');
  const checked = checkMoment(work, order.dueAt, null);
  if (!checked.ok) return checked;
  work.store.reminderOrders.add(campaign.id, order, by.id, work.now);
  const details = { audience: order.audience, due: order.dueAt };
  audit(work, { action: 'reminder_ordered', actor: by, subject: { kind: 'year', id: campaign.year }, details });
  replanCampaign(work);
  return ok(order.dueAt);
}

/** Duties that are open now, with how many still owe them. */
export function openDuties(work: Work): readonly { readonly duty: Duty; readonly owing: number }[] {
  const campaign = work.store.campaigns.current();
  if (campaign === null) return [];
  return DUTIES.filter((duty) => isOpen(work, campaign, duty))
    .map((duty) => ({ duty, owing: owingPeople(work, campaign, duty).length }))
    .filter(({ owing }) => owing > 0);
}

/** Whether a message to everybody may leave now. */
export function isWorkingTime(work: Work): boolean {
  return nextWorkingMoment(officeCalendar(work), work.now, work.zone) === work.now;
}

/**
 * Reminds all who still owe a duty, once a day: now where `anyway` is confirmed, else each in their next working
 * moment. Returns how many will be told; nobody twice on one day.
 */
export function remindNow(work: Work, by: Person, duty: Duty, anyway: boolean): Result<number, ReminderDeskError> {
  if (!may(by, 'order_reminders')) return err('not_allowed');
  const campaign = work.store.campaigns.current();
  if (campaign === null) return err('no_campaign');
  const end = endOf(work, campaign, duty);
  if (end === null || !isOpen(work, campaign, duty)) return err('reminder_unknown');
  const people = owingPeople(work, campaign, duty);
  if (people.length === 0) return err('reminder_nobody');
  const { date } = localTime(work.now, work.zone);
  const kind: DueKind = anyway ? 'urgent_reminder' : DUTY_KINDS[duty].reminder;
  const told = people.filter((person) => {
    const dueAt = anyway ? work.now : deliverableAt(work, person.id, work.now);
    return work.store.dueItems.add({
      key: `${campaign.year}:${DUTY_KINDS[duty].reminder}:${person.id}:${date}:${end.milestone.code}:asked`,
      campaignId: campaign.id,
      kind,
      memberId: person.id,
      milestone: end.milestone.code,
      dueAt,
      expiresAt: Math.min(end.at, dueAt + MISFIRE[kind].lasts),
      detail: null,
    });
  });
  if (told.length === 0) return err('reminder_sent_today');
  const details = { duty, people: told.length, anyway };
  audit(work, { action: 'reminder_sent_now', actor: by, subject: { kind: 'year', id: campaign.year }, details });
  return ok(told.length);
}

function owingPeople(work: Work, campaign: Campaign, duty: Duty): readonly Person[] {
  return work.store.members.active().filter((person) => statusOf(work, campaign, duty, person) !== 'nothing');
}
