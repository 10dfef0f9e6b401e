import { badRequest, forbidden } from './api-error.ts';
import { visibleText } from './html.ts';
import { integerParam, jsonParam, type Params, textParam } from './params.ts';
import type { ReplyKeyboard, SeenButton, StoredChat, World } from './world.ts';

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_BUTTONS = 100;

/** The chat of a call if the bot may write there, else what Telegram answers. */
export function writableChat(world: World, params: Params): StoredChat {
  const id = integerParam(params, 'chat_id');
  if (id === null) throw badRequest('chat_id is empty');
  const chat = world.chats.get(id);
  if (chat === undefined) throw badRequest('chat not found');
  if (chat.movedTo !== null) {
    throw badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: chat.movedTo });
  }
  if (chat.deactivated) throw forbidden('user is deactivated');
  if (chat.shut && chat.type === 'private') throw forbidden('bot was blocked by the user');
  if (chat.shut) throw forbidden(`bot was kicked from the ${chat.type} chat`);
  if (!chat.open) throw badRequest('chat not found');
  return chat;
}

/** A text or caption with its mark-up read and its length checked. */
export interface CheckedText {
  readonly text: string;
  readonly source: string;
  readonly parseMode: string | null;
}

/** Checks the text of a message, 1–4096 after mark-up. */
export function checkedText(params: Params): CheckedText {
  const checked = readText(params, 'text');
  if (checked.text === '') throw badRequest('message text is empty');
  if (checked.text.length > MAX_TEXT) throw badRequest('message is too long');
  return checked;
}

/** Checks a caption, 0–1024 after mark-up. */
export function checkedCaption(params: Params): CheckedText {
  const checked = readText(params, 'caption');
  if (checked.text.length > MAX_CAPTION) throw badRequest('message caption is too long');
  return checked;
}

function readText(params: Params, name: string): CheckedText {
  const source = textParam(params, name) ?? '';
  const parseMode = textParam(params, 'parse_mode');
  if (parseMode !== null && parseMode !== 'HTML') throw badRequest('unsupported parse_mode');
  return { text: (parseMode === null ? source : visibleText(source)).trim(), source, parseMode };
}

interface InlineButton {
  readonly text?: string;
  readonly callback_data?: string;
  readonly url?: string;
}

interface Markup {
  readonly inline_keyboard?: readonly (readonly InlineButton[])[];
  readonly keyboard?: ReplyKeyboard['keyboard'];
  readonly one_time_keyboard?: boolean;
  readonly remove_keyboard?: boolean;
}

/** What hangs under a message, checked. */
export interface CheckedMarkup {
  readonly buttons: readonly (readonly SeenButton[])[];
  /** A keyboard, `remove`, or null where the call has none. */
  readonly reply: ReplyKeyboard | 'remove' | null;
}

/** Checks keyboards: labels, 1–64 bytes of callback data, contact buttons in private chats only. */
export function checkedMarkup(params: Params, chat: StoredChat): CheckedMarkup {
  const markup = jsonParam<Markup>(params, 'reply_markup');
  if (markup === null) return { buttons: [], reply: null };
  if (markup.remove_keyboard === true) return { buttons: [], reply: 'remove' };
  if (markup.keyboard !== undefined) {
    const asks = markup.keyboard.flat().some((button) => button.request_contact === true);
    if (asks && chat.type !== 'private') {
      throw badRequest('phone number can be requested in private chats only');
    }
    return { buttons: [], reply: { ...markup, keyboard: markup.keyboard } };
  }
  const rows = (markup.inline_keyboard ?? []).filter((row) => row.length > 0);
  if (rows.flat().length > MAX_BUTTONS) throw badRequest('BUTTON_COUNT_INVALID');
  return { buttons: rows.map((row) => row.map(checkedButton)), reply: null };
}

function checkedButton(button: InlineButton): SeenButton {
  const label = button.text ?? '';
  if (label.trim() === '') throw badRequest("can't parse inline keyboard button: Text buttons must have a text");
  if (button.url !== undefined) return { label, token: button.url };
  const token = button.callback_data;
  if (token === undefined) throw badRequest("can't parse inline keyboard button: Text buttons are unallowed");
  const bytes = Buffer.byteLength(token);
  if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
  return { label, token };
}
