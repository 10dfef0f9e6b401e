import { DUTY_KINDS, type DueKind, type Duty, dutyOf } from '../domain/due-plan/kinds.ts';
import { announcedDay } from '../domain/due-plan/moments.ts';
import type { Person } from '../domain/person.ts';
import type { Milestone } from '../domain/plan.ts';
import type { OptionalMessage } from '../domain/preferences.ts';
import { may } from '../domain/rights.ts';
import type { WorkCalendar } from '../domain/work-calendar.ts';
import type { EpochMs } from '../lib/clock.ts';
import { localTime } from '../lib/office-time.ts';
import { deliverableAt, isOnLeave, officeCalendar } from './calendar.ts';
import { instantOfMilestone } from './campaign.ts';
import type { Deadline, Fired } from './due-fired.ts';
import type { DueItem } from './due-ports.ts';
import { dutyProgress, endOf, isDeclaredDone, isOpen, owingInDivision, statusOf } from './duties.ts';
import type { Campaign, Work } from './ports.ts';

/** What one person is told in one message. */
export interface Told {
  readonly fired: readonly Fired[];
  /** The message is pointless from here on: something in it is no longer true. */
  readonly expiresAt: EpochMs;
}

const NOTHING: Told = { fired: [], expiresAt: 0 };

/**
 * Takes the due rows of one person together: each is skipped when it is past its expiry or no longer true, put off to
 * the person's next working moment, or fired. What fired at once is one message.
 */
export function fireForPerson(work: Work, items: readonly DueItem[]): Told {
  const campaign = work.store.campaigns.current();
  const memberId = items[0]?.memberId ?? null;
  const person = memberId === null ? null : work.store.members.byId(memberId);
  const usual = person === null ? work.now : deliverableAt(work, person.id, work.now);
  const told = new Map<string, { readonly fired: Fired; readonly expiresAt: EpochMs }>();
  for (const item of items) {
    const moment = item.kind === 'urgent_reminder' ? urgentMoment(work, person, usual) : usual;
    const fired =
      campaign === null || person === null || !person.active || campaign.id !== item.campaignId
        ? null
        : work.now < item.expiresAt && moment < item.expiresAt
          ? stillTrue(work, campaign, person, item)
          : null;
    if (fired === null) {
      work.store.dueItems.settle(item.key, 'skipped', work.now);
    } else if (moment > work.now) {
      work.store.dueItems.postpone(item.key, moment);
    } else if (work.store.dueItems.settle(item.key, 'fired', work.now)) {
      told.set(placeOf(fired), { fired, expiresAt: item.expiresAt });
    }
  }
  if (told.size === 0) return NOTHING;
  const all = [...told.values()];
  return { fired: all.map(({ fired }) => fired), expiresAt: Math.min(...all.map(({ expiresAt }) => expiresAt)) };
}

// What the secretary confirmed comes at any hour, but to nobody who is away.
function urgentMoment(work: Work, person: Person | null, usual: EpochMs): EpochMs {
  const away = person !== null && isOnLeave(work, person.id, localTime(work.now, work.zone).date);
  return away ? usual : work.now;
}

// A reminder and the one that was put off say the same.
function placeOf(fired: Fired): string {
  if (fired.kind === 'custom') return `custom ${fired.end?.milestone.code ?? ''} ${fired.text ?? ''}`;
  return `${fired.kind} ${fired.duty}`;
}

function stillTrue(work: Work, campaign: Campaign, to: Person, item: DueItem): Fired | null {
  const milestone = campaign.plan.milestones.find(({ code }) => code === item.milestone) ?? null;
  if (item.kind === 'custom_reminder' || item.kind === 'snoozed') return custom(work, campaign, to, item, milestone);
  if (milestone === null) return null;
  const opened = openedDuty(item.kind);
  if (opened !== null) return opening(work, campaign, to, opened);
  const duty = dutyOf(milestone.kind);
  const end = deadlineOf(work, milestone);
  if (duty === null) return null;
  const common = { duty, to, end, text: item.detail };
  switch (item.kind) {
    case 'division_list': {
      if (!may(to, 'receive_division_list') || muted(work, to, 'lists') || !isOpen(work, campaign, duty)) return null;
      // Heads have reminders of their own; a list tells them whom else to ask.
      const owing = owingInDivision(work, campaign, duty, to.divisionId).filter(({ id }) => id !== to.id);
      return owing.length === 0 ? null : { kind: item.kind, ...common, owing };
    }
    case 'secretary_list': {
      if (!may(to, 'receive_office_list') || muted(work, to, 'lists') || !isOpen(work, campaign, duty)) return null;
      const progress = dutyProgress(work, campaign, duty);
      return progress.every(({ owing }) => owing.length === 0) ? null : { kind: item.kind, ...common, progress };
    }
    case 'closing_report':
      if (!may(to, 'receive_office_list')) return null;
      return { kind: 'closed', duty, to, progress: dutyProgress(work, campaign, duty) };
    default:
      return reminder(work, campaign, to, duty, item.detail);
  }
}

/** Reminder of a duty that is open and that the person still owes; null otherwise. */
function reminder(work: Work, campaign: Campaign, to: Person, duty: Duty, text: string | null): Fired | null {
  const end = endOf(work, campaign, duty);
  if (end === null || !isOpen(work, campaign, duty)) return null;
  const status = statusOf(work, campaign, duty, to);
  if (status === 'nothing') return null;
  return { kind: 'reminder', duty, to, end: deadlineOf(work, end.milestone), status, text };
}

function opening(work: Work, campaign: Campaign, to: Person, duty: Duty): Fired | null {
  const end = endOf(work, campaign, duty);
  if (end === null || !isOpen(work, campaign, duty)) return null;
  if (statusOf(work, campaign, duty, to) === 'nothing') return null;
  return { kind: 'opened', duty, to, end: deadlineOf(work, end.milestone), year: campaign.year };
}

function custom(work: Work, campaign: Campaign, to: Person, item: DueItem, milestone: Milestone | null): Fired | null {
  const duty = milestone === null ? null : dutyOf(milestone.kind);
  if (item.kind === 'snoozed' && duty !== null) return reminder(work, campaign, to, duty, null);
  // A milestone that left the plan is nothing to be reminded of.
  if (milestone === null && item.milestone !== '') return null;
  const end = milestone === null ? null : deadlineOf(work, milestone);
  if (end !== null && (end.at <= work.now || isDeclaredDone(work, campaign, to, end.milestone.code))) return null;
  return { kind: 'custom', to, end, text: item.detail };
}

function muted(work: Work, person: Person, what: OptionalMessage): boolean {
  return work.store.preferences.of(person.id).muted.includes(what);
}

function openedDuty(kind: DueKind): Duty | null {
  const duties: readonly Duty[] = ['registration', 'preliminary_review', 'final_review'];
  return duties.find((duty) => DUTY_KINDS[duty].opened === kind) ?? null;
}

/** A milestone as people are told of it. */
export function deadlineOf(work: Work, milestone: Milestone): Deadline {
  const calendar = officeCalendar(work);
  const known = deadlines.get(milestone);
  if (known?.calendar === calendar && known.zone === work.zone) return known.deadline;
  const at = instantOfMilestone(milestone, work.zone);
  const deadline = { milestone, at, lastWorkingDay: announcedDay(calendar, milestone.date) };
  deadlines.set(milestone, { calendar, zone: work.zone, deadline });
  return deadline;
}

// The same for everybody whom one scan reminds.
const deadlines = new WeakMap<
  Milestone,
  { readonly calendar: WorkCalendar; readonly zone: string; readonly deadline: Deadline }
>();
