import * as z from 'zod';
import type { MemberContext } from '../context.ts';
import type { Step } from '../flow.ts';

/** Data of the approval dialogue. */
export const approvalState = z.object({
  page: z.number().int(),
  /** The pledge, or in the steps for reports the report, on the card, and the version shown; 0 before one is picked. */
  pledgeId: z.number().int(),
  version: z.number().int(),
});

export type ApprovalState = z.infer<typeof approvalState>;

/** A step of the approval dialogue. */
export type ApprovalStep = Step<ApprovalState, MemberContext>;
