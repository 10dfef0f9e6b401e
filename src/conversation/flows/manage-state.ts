import { z } from 'zod';

/** Data of the secretary's dialogue. */
export const manageState = z.object({
  /** Job whose result is waited for or shown. */
  jobId: z.number().int(),
  /** Person picked for late registration. */
  memberId: z.number().int(),
  /** The picked head's own pledge, or the division's. */
  kind: z.enum(['individual', 'collective']).default('individual'),
});

export type ManageState = z.infer<typeof manageState>;

export const MANAGE_START: ManageState = { jobId: 0, memberId: 0, kind: 'individual' };
