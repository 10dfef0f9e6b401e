import * as z from 'zod';
import type { MemberContext } from '../context.ts';
import type { Step } from '../flow.ts';

/** Data of the dialogue on digests and standings. */
export const reportsState = z.object({
  /** Monday of the digest that is shown. */
  week: z.string(),
  page: z.number().int(),
  /** The division that is looked at; 0 before one is chosen. */
  divisionId: z.number().int(),
});

export type ReportsState = z.infer<typeof reportsState>;
export type ReportsStep = Step<ReportsState, MemberContext>;

export const REPORTS_START: ReportsState = { week: '', page: 0, divisionId: 0 };

/** Weeks and divisions on one page of a list. */
export const PAGE = 8;
