import type { Message } from 'telegraf/types';
import type { Result } from '../../lib/result.ts';
import type { Outbound, OutboundMenu, OutboundText } from '../../presentation/types.ts';
import type { SendOutcome } from '../channel.ts';
import type { CallLimits, TelegramApi } from './api.ts';
import { loggable } from './back-off.ts';
import type { ApiFailure } from './failure.ts';
import type { Floods } from './floods.ts';
import { type Keyboard, keyboardFor } from './keyboard.ts';
import { botCommands } from './menus.ts';
import type { ChannelLog } from './options.ts';
import { failedOutcome } from './outcome.ts';
import { plainText } from './plain-text.ts';
import { sendFile } from './send-file.ts';

/** Longest time for one call, ms. */
const CALL_MS = 20_000;

/** What one send works with. */
export interface Sending {
  readonly api: TelegramApi;
  readonly floods: Floods;
  readonly log: ChannelLog;
}

/** One call in the mark-up asked for; `null` sends plain text. */
export type Attempt = (markup: 'HTML' | null) => Promise<Result<Message | true, ApiFailure>>;

/** Sends one message, edit, file or menu; never rejects for what the platform or the network does. */
export async function sendOutbound(
  sending: Sending,
  chatId: string,
  message: Outbound,
  signal: AbortSignal,
): Promise<SendOutcome> {
  // 52 bits at most: a JavaScript number holds it.
  const chat = Number(chatId);
  if (!Number.isSafeInteger(chat) || chat === 0) return { kind: 'rejected', detail: 'chat-id' };
  if (signal.aborted) return { kind: 'unavailable', detail: 'aborted' };
  const limits = { ms: CALL_MS, signal };
  const outcome =
    message.type === 'menu'
      ? await setMenu(sending, chat, message, limits)
      : await sendText(sending, chat, message, limits);
  if (outcome.kind !== 'sent') sending.log.debug({ kind: outcome.kind }, 'telegram: not sent');
  return outcome;
}

async function setMenu(sending: Sending, chat: number, menu: OutboundMenu, limits: CallLimits): Promise<SendOutcome> {
  const scope = { type: 'chat', chat_id: chat } as const;
  const language = menu.languageCode === '' ? {} : { language_code: menu.languageCode };
  const payload = { commands: botCommands(menu.commands), scope, ...language };
  const done = await sending.api.call('setMyCommands', payload, limits);
  return done.ok ? { kind: 'sent', messageId: null } : failedOutcome(done.error, String(chat), sending.floods);
}

async function sendText(
  sending: Sending,
  chat: number,
  message: OutboundText,
  limits: CallLimits,
): Promise<SendOutcome> {
  const keyboard = keyboardFor(message);
  if (!keyboard.ok) return { kind: 'rejected', detail: keyboard.error };
  if (message.file !== undefined) return sendFile(sending, chat, message, message.file, keyboard.value, limits);
  // Only a text with inline buttons can take the place of another.
  if (message.editMessageId !== undefined && message.askContact === undefined) {
    const edited = await edit(sending, chat, message.editMessageId, message.text, keyboard.value, limits);
    if (edited !== null) return edited;
  }
  return attempted(sending, chat, (markup) =>
    sending.api.call('sendMessage', { chat_id: chat, ...textFields(message.text, keyboard.value, markup) }, limits),
  );
}

/** Edits in place; null when that message can no longer be edited and a new one must say it. */
async function edit(
  sending: Sending,
  chat: number,
  messageId: string,
  text: string,
  keyboard: Keyboard,
  limits: CallLimits,
): Promise<SendOutcome | null> {
  const id = Number(messageId);
  if (!Number.isSafeInteger(id)) return null;
  const inline = keyboard !== null && 'inline_keyboard' in keyboard ? keyboard : null;
  let outcome: SendOutcome | null = null;
  const attempt: Attempt = async (markup) => {
    const fields = textFields(text, inline, markup);
    return sending.api.call('editMessageText', { chat_id: chat, message_id: id, ...fields }, limits);
  };
  const result = await withPlainTextFallback(sending, attempt);
  if (result.ok || (result.error.kind === 'refused' && result.error.refusal === 'not-modified')) {
    outcome = { kind: 'sent', messageId };
  } else if (!(result.error.kind === 'refused' && result.error.refusal === 'cannot-edit')) {
    outcome = failedOutcome(result.error, String(chat), sending.floods);
  }
  return outcome;
}

function textFields<K extends Keyboard>(text: string, keyboard: K, markup: 'HTML' | null) {
  return {
    ...(markup === null ? { text: plainText(text) } : { text, parse_mode: markup }),
    link_preview_options: { is_disabled: true },
    ...(keyboard === null ? {} : { reply_markup: keyboard }),
  };
}

/** Carries an attempt out and puts its end into the product's terms. */
export async function attempted(sending: Sending, chat: number, attempt: Attempt): Promise<SendOutcome> {
  const result = await withPlainTextFallback(sending, attempt);
  if (!result.ok) return failedOutcome(result.error, String(chat), sending.floods);
  return { kind: 'sent', messageId: result.value === true ? null : String(result.value.message_id) };
}

/** Mark-up that Telegram cannot read is our bug, but the person still gets the words: once more, as plain text. */
async function withPlainTextFallback(sending: Sending, attempt: Attempt): Promise<Result<Message | true, ApiFailure>> {
  const first = await attempt('HTML');
  if (first.ok || first.error.kind !== 'refused' || first.error.refusal !== 'bad-markup') return first;
  sending.log.error(loggable(first.error), 'telegram: mark-up refused, sending plain text');
  return attempt(null);
}
