import * as z from 'zod';
import { REVIEW_ROUNDS } from '../../domain/review.ts';
import { auditFilter, figureEntry, NO_FIGURE, NO_FILTER, NO_RESULT, resultEntry } from './manage-entries.ts';

/** Groups of the secretary's desk, in the order of the menu. */
export const MANAGE_SECTIONS = [
  'registration',
  'review',
  'ballots',
  'reminders',
  'people',
  'results',
  'messages',
  'exports',
  'audit',
] as const;
export type ManageSection = (typeof MANAGE_SECTIONS)[number];

/** Data of the secretary's dialogue. */
export const manageState = z.object({
  /** The group of the menu that was opened. */
  section: z.enum(MANAGE_SECTIONS).default('registration'),
  /** Job whose result is waited for or shown. */
  jobId: z.number().int(),
  /** Person picked for late registration or leave. */
  memberId: z.number().int(),
  /** First day of a leave, while its last one is asked for. */
  leaveFrom: z.string().default(''),
  /** The picked head's own pledge, or the division's. */
  kind: z.enum(['individual', 'collective']).default('individual'),
  /** The review under the hand, and what is to be done with it. */
  round: z.enum(REVIEW_ROUNDS).default('preliminary'),
  act: z.enum(['open', 'close']).default('open'),
  /** Why the round is to be closed, until that is confirmed. */
  reason: z.string().default(''),
  /** The figure or result that is being entered. */
  figure: figureEntry.default(NO_FIGURE),
  result: resultEntry.default(NO_RESULT),
  audit: auditFilter.default(NO_FILTER),
});

export type ManageState = z.infer<typeof manageState>;

export const MANAGE_START: ManageState = {
  section: 'registration',
  jobId: 0,
  memberId: 0,
  leaveFrom: '',
  kind: 'individual',
  round: 'preliminary',
  act: 'open',
  reason: '',
  figure: NO_FIGURE,
  result: NO_RESULT,
  audit: NO_FILTER,
};
