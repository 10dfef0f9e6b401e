import * as z from 'zod';
import { date, name, time } from '../yaml-file/fields.ts';

const hours = { from: time, until: time };

/** The whole calendar file; the keys are described in docs/calendar.md. */
export const calendarFileSchema = z.strictObject({
  format: z.literal(1),
  year: z.int().min(2018).max(2100),
  days_off: z
    .array(z.strictObject({ date, to: date.optional(), name }))
    .max(100)
    .optional(),
  compensatory: z.array(z.strictObject({ date, name })).max(100).optional(),
  quiet_hours: z.strictObject({ ...hours, lunch: z.strictObject(hours).optional() }).optional(),
});

export type CalendarFile = z.output<typeof calendarFileSchema>;
