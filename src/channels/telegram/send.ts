import type { Outbound, OutboundMenu, OutboundText } from '../../presentation/types.ts';
import type { SendOutcome } from '../channel.ts';
import type { CallLimits } from './api.ts';
import { type Attempt, attempted, type Sending, withPlainTextFallback } from './attempt.ts';
import { type Keyboard, keyboardFor } from './keyboard.ts';
import { botCommands } from './menus.ts';
import { failedOutcome } from './outcome.ts';
import { plainText } from './plain-text.ts';
import { sendFile } from './send-file.ts';

/** Longest time for one call, ms. */
const CALL_MS = 20_000;

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
    sending.api.call(
      'sendMessage',
      {
        chat_id: chat,
        ...textFields(message.text, keyboard.value, markup),
        ...(message.protected === true ? { protect_content: true } : {}),
      },
      limits,
    ),
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
  const attempt: Attempt = (markup) => {
    const fields = textFields(text, inline, markup);
    return sending.api.call('editMessageText', { chat_id: chat, message_id: id, ...fields }, limits);
  };
  const result = await withPlainTextFallback(sending, attempt);
  if (result.ok) return { kind: 'sent', messageId };
  const refusal = result.error.kind === 'refused' ? result.error.refusal : null;
  if (refusal === 'not-modified') return { kind: 'sent', messageId };
  if (refusal === 'cannot-edit') return null;
  return failedOutcome(result.error, String(chat), sending.floods);
}

function textFields<K extends Keyboard>(text: string, keyboard: K, markup: 'HTML' | null) {
  return {
    ...(markup === null ? { text: plainText(text) } : { text, parse_mode: markup }),
    link_preview_options: { is_disabled: true },
    ...(keyboard === null ? {} : { reply_markup: keyboard }),
  };
}
