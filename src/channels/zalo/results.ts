import * as z from 'zod';

// Only what is used is read, and everything else may be there: the platform adds fields without notice.
const id = z.union([z.string().min(1), z.number()]).transform(String);
const text = z.string().optional().catch(undefined);

const botSchema = z.object({
  id,
  account_name: text,
  display_name: text,
  account_type: text,
  can_join_groups: z.boolean().optional().catch(undefined),
});

const messageSchema = z.object({
  message_id: id,
  /** UTC ms. */
  date: z.coerce.number().int().positive().optional().catch(undefined),
  chat: z.object({ id, chat_type: text }),
  from: z.object({ id, display_name: text, is_bot: z.boolean().optional().catch(undefined) }),
  text,
  caption: text,
  /** Address of a picture; documents call it `photo`, reality `photo_url`. */
  photo_url: text,
  photo: text,
});

const sentSchema = z.object({ message_id: id.nullable().catch(null) });

const webhookSchema = z.object({ url: z.string().catch('') });

/** The bot behind a token. */
export type ZaloBot = z.output<typeof botSchema>;
/** A message that somebody sent to the bot. */
export type ZaloMessage = z.output<typeof messageSchema>;
/** A message that the bot sent; the id is null where the platform did not tell it. */
export type ZaloSent = z.output<typeof sentSchema>;
/** Where the platform delivers events; '' for nowhere. */
export type ZaloWebhook = z.output<typeof webhookSchema>;

/** One event. `message` is null where it does not have the form that a message has. */
export interface ZaloUpdate {
  readonly event_name: string;
  readonly message: ZaloMessage | null;
}

/** Reads the bot, null when the answer has no id. */
export function readBot(result: unknown): ZaloBot | null {
  return botSchema.safeParse(result).data ?? null;
}

/** Reads what a send answered; it was sent whatever the answer looks like. */
export function readSent(result: unknown): ZaloSent {
  return sentSchema.safeParse(result).data ?? { message_id: null };
}

export function readWebhook(result: unknown): ZaloWebhook {
  return webhookSchema.safeParse(result).data ?? { url: '' };
}

/** Reads one event, bare (as it comes) or wrapped in `{ok, result}` (as documented); null when it is none. */
export function readUpdate(value: unknown): ZaloUpdate | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!('event_name' in value)) return 'result' in value ? readUpdate(value.result) : null;
  if (typeof value.event_name !== 'string') return null;
  const message = 'message' in value ? messageSchema.safeParse(value.message).data : undefined;
  return { event_name: value.event_name, message: message ?? null };
}

/** Reads the answer to a poll: none, one, or, should the platform begin to, several. */
export function readUpdates(result: unknown): readonly ZaloUpdate[] {
  const values: readonly unknown[] = Array.isArray(result) ? result : [result];
  return values.flatMap((value) => readUpdate(value) ?? []);
}
