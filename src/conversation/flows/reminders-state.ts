import * as z from 'zod';

/** Whom the secretary's own reminder may reach. */
export const ORDER_AUDIENCES = ['all', 'heads', 'council', 'secretary'] as const;

/** Data of the secretary's dialogue about reminders. */
export const remindersState = z.object({
  /** The planned reminder that was picked. */
  code: z.string(),
  text: z.string(),
  audience: z.enum(ORDER_AUDIENCES),
  dueAt: z.number(),
  duty: z.enum(['registration', 'preliminary_review', 'final_review', 'dossiers']),
});

export type RemindersState = z.infer<typeof remindersState>;

export const REMINDERS_START: RemindersState = {
  code: '',
  text: '',
  audience: 'all',
  dueAt: 0,
  duty: 'registration',
};
