import type { Duty } from '../domain/due-plan/kinds.ts';
import type { Person } from '../domain/person.ts';
import type { Milestone } from '../domain/plan.ts';
import type { EpochMs, IsoDate } from '../lib/clock.ts';
import type { DutyProgress, DutyStatus } from './duties.ts';

/** The end of a duty as people are told of it. */
export interface Deadline {
  readonly milestone: Milestone;
  readonly at: EpochMs;
  /** The last working day before it, where the office does not work on the day itself. */
  readonly lastWorkingDay: IsoDate | null;
}

/** What a due row turned into, for the conversation to put into words. */
export type Fired =
  | {
      readonly kind: 'opened';
      readonly duty: Duty;
      readonly to: Person;
      readonly end: Deadline;
      readonly year: number;
    }
  | {
      readonly kind: 'reminder';
      readonly duty: Duty;
      readonly to: Person;
      readonly end: Deadline;
      readonly status: Exclude<DutyStatus, 'nothing'>;
      /** The office's own words. */
      readonly text: string | null;
    }
  /** Of something that the bot knows no more of than its date; `end` null for the secretary's own reminders. */
  | { readonly kind: 'custom'; readonly to: Person; readonly end: Deadline | null; readonly text: string | null }
  | {
      readonly kind: 'division_list';
      readonly duty: Duty;
      readonly to: Person;
      readonly end: Deadline;
      readonly owing: readonly Person[];
      readonly text: string | null;
    }
  | {
      readonly kind: 'secretary_list';
      readonly duty: Duty;
      readonly to: Person;
      readonly end: Deadline;
      readonly progress: readonly DutyProgress[];
      readonly text: string | null;
    }
  | { readonly kind: 'closed'; readonly duty: Duty; readonly to: Person; readonly progress: readonly DutyProgress[] };
