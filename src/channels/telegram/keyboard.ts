import type { InlineKeyboardMarkup, ReplyKeyboardMarkup } from 'telegraf/types';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Button, OutboundText } from '../../presentation/types.ts';

const MAX_CALLBACK_BYTES = 64;

/** What hangs under a message. */
export type Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | null;

/** Builds the keyboard of a message; fails when a token does not fit into the platform's 1–64 bytes. */
export function keyboardFor(message: OutboundText): Result<Keyboard, 'callback-data-length'> {
  const rows = message.buttons ?? [];
  if (message.askContact !== undefined) return ok(contactKeyboard(message.askContact.label, rows));
  if (rows.length === 0) return ok(null);
  if (!rows.flat().every(({ token }) => fits(token))) return err('callback-data-length');
  return ok({
    inline_keyboard: rows.map((row) => row.map(({ label, token }) => ({ text: label, callback_data: token }))),
  });
}

function fits(token: string): boolean {
  const bytes = Buffer.byteLength(token);
  return bytes >= 1 && bytes <= MAX_CALLBACK_BYTES;
}

// A message has one keyboard only: beside the contact button the answers become labels that type themselves.
function contactKeyboard(label: string, rows: readonly (readonly Button[])[]): ReplyKeyboardMarkup {
  return {
    keyboard: [
      [{ text: label, request_contact: true }],
      ...rows.map((row) => row.map((button) => ({ text: button.label }))),
    ],
    resize_keyboard: true,
    one_time_keyboard: true,
  };
}
