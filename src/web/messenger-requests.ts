import * as z from 'zod';

/** As long as a Telegram message; the page counts along. */
const MAX_TYPED = 4096;

const ids = {
  clientId: z.uuid(),
  channel: z.string().max(40),
  personId: z.string().min(1).max(100),
};

/** A typed text or a pressed button. */
export const postedMessage = z.union([
  z.strictObject({ ...ids, text: z.string().min(1).max(MAX_TYPED) }),
  z.strictObject({ ...ids, token: z.string().min(1).max(64), messageId: z.string().min(1).max(100) }),
]);

/** The fields beside the file in a multipart form. */
export const postedFileFields = z.object(ids);

export const postedRead = z.strictObject({
  channel: ids.channel,
  personId: ids.personId,
  seq: z.int().nonnegative(),
});

/** Where to move the demo clock: the next stop of a kind, or an instant in ISO 8601 with its offset. */
export const postedAdvance = z.strictObject({
  to: z.union([
    z.enum(['next-reminder', 'next-digest', 'next-deadline']),
    z.iso.datetime({ offset: true }).transform((iso) => Date.parse(iso)),
  ]),
});
