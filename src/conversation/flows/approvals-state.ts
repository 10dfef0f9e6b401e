import * as z from 'zod';
import { AT_ONCE } from '../../app/approval.ts';
import type { MemberContext } from '../context.ts';
import type { Step } from '../flow.ts';
import { type Say, say } from '../text-key.ts';

/** Data of the approval dialogue. */
export const approvalState = z.object({
  page: z.number().int(),
  /** The pledge, or in the steps for reports the report, on the card, and the version shown; 0 before one is picked. */
  pledgeId: z.number().int(),
  version: z.number().int(),
  /** When it was said how many would be taken at once, UTC ms: what came later was not meant. */
  saidAt: z.number().int(),
});

/** Data at the beginning, and whenever a list is shown from its first page. */
export const APPROVALS_START = { page: 0, pledgeId: 0, version: 0, saidAt: 0 } as const;

export type ApprovalState = z.infer<typeof approvalState>;

/** A step of the approval dialogue. */
export type ApprovalStep = Step<ApprovalState, MemberContext>;

/** The choice of taking all that waits or, where that is too much, as many of the oldest as one answer takes. */
export function atOnce(what: 'approval.accept' | 'approval.confirm', count: number): Say {
  return count > AT_ONCE ? say(`${what}_many`, { count: AT_ONCE }) : say(`${what}_all`, { count });
}
