import { DAY } from '../../lib/clock.ts';
import type { MilestoneKind } from '../plan.ts';

/** Something that every member of staff owes by a milestone. */
export type Duty = 'registration' | 'preliminary_review' | 'final_review' | 'dossiers';

export const DUE_KINDS = [
  'registration_opened',
  'registration_reminder',
  'registration_closed',
  /** The review itself opens; people are told in working time. */
  'review_opening',
  'review_opened',
  'review_reminder',
  'review_closed',
  'dossiers_reminder',
  'final_review_opening',
  'final_review_opened',
  'final_review_reminder',
  /** Of the plan's own milestones, and what the secretary asked for. */
  'custom_reminder',
  /** The secretary's word to all who owe something, confirmed for hours in which no message leaves by itself. */
  'urgent_reminder',
  /** To the division's head: those of the division who still owe something. */
  'division_list',
  /** To the secretary: the same by division. */
  'secretary_list',
  /** To the secretary, once a closing is in effect. */
  'closing_report',
  /** The person said that something is done which the bot cannot see; never planned, only told apart. */
  'declared_done',
  /** A reminder that its reader put off. */
  'snoozed',
  'weekly_digest',
] as const;

/** What falls due. */
export type DueKind = (typeof DUE_KINDS)[number];

/** Kinds of a duty in the order of its life; null where nothing opens or closes by itself. */
export interface DutyKinds {
  /** Takes effect at its very time. */
  readonly opening: DueKind | null;
  /** Tells people. */
  readonly opened: DueKind | null;
  readonly reminder: DueKind;
  readonly closed: DueKind | null;
}

/** The final review stays open until the secretary closes it; registration opens by its dates alone. */
export const DUTY_KINDS: Readonly<Record<Duty, DutyKinds>> = {
  registration: {
    opening: null,
    opened: 'registration_opened',
    reminder: 'registration_reminder',
    closed: 'registration_closed',
  },
  preliminary_review: {
    opening: 'review_opening',
    opened: 'review_opened',
    reminder: 'review_reminder',
    closed: 'review_closed',
  },
  final_review: {
    opening: 'final_review_opening',
    opened: 'final_review_opened',
    reminder: 'final_review_reminder',
    closed: null,
  },
  dossiers: { opening: null, opened: null, reminder: 'dossiers_reminder', closed: null },
};

/** The duty that ends with a milestone; null for milestones that only open something, and for the office's own. */
export function dutyOf(kind: MilestoneKind): Duty | null {
  switch (kind) {
    case 'registration_closes':
      return 'registration';
    case 'preliminary_review_closes':
      return 'preliminary_review';
    case 'final_review':
      return 'final_review';
    case 'dossiers_due':
      return 'dossiers';
    default:
      return null;
  }
}

/** What becomes of a row whose time passed while nobody looked. */
export interface Misfire {
  /**
   * `within`: told as long as it has not expired. `always`: takes effect however late, as of its stored time.
   * `latest`: of several that were missed the last is told, once.
   */
  readonly rule: 'within' | 'always' | 'latest';
  /** Longest use of such a message, ms; a deadline or the next of its kind may end it earlier. */
  readonly lasts: number;
}

const WITHIN_A_DAY: Misfire = { rule: 'within', lasts: DAY };
// Leave and days off may hold a reminder back; the deadline or the next reminder ends it before that.
const REMINDER: Misfire = { rule: 'within', lasts: 14 * DAY };
const EFFECT: Misfire = { rule: 'always', lasts: Number.POSITIVE_INFINITY };

/** The one place that says how late each kind may be. */
export const MISFIRE: Readonly<Record<DueKind, Misfire>> = {
  registration_opened: WITHIN_A_DAY,
  review_opened: WITHIN_A_DAY,
  final_review_opened: WITHIN_A_DAY,
  registration_reminder: REMINDER,
  review_reminder: REMINDER,
  final_review_reminder: REMINDER,
  dossiers_reminder: REMINDER,
  custom_reminder: { rule: 'within', lasts: 4 * DAY },
  urgent_reminder: WITHIN_A_DAY,
  division_list: { rule: 'within', lasts: 4 * DAY },
  secretary_list: { rule: 'within', lasts: 4 * DAY },
  snoozed: { rule: 'within', lasts: 4 * DAY },
  closing_report: { rule: 'within', lasts: 30 * DAY },
  registration_closed: EFFECT,
  review_closed: EFFECT,
  review_opening: EFFECT,
  final_review_opening: EFFECT,
  declared_done: EFFECT,
  weekly_digest: { rule: 'latest', lasts: 7 * DAY },
};
