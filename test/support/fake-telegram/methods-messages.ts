import { ApiError, badRequest } from './api-error.ts';
import { messageJson } from './message-json.ts';
import type { Methods } from './methods.ts';
import { fileParam, flagParam, integerParam, type Params, textParam } from './params.ts';
import {
  type CheckedMarkup,
  type CheckedText,
  checkedCaption,
  checkedMarkup,
  checkedText,
  writableChat,
} from './validation.ts';
import { addFile, type StoredChat, type StoredFile, type StoredMessage, seconds, type World } from './world.ts';

/** A tap can be answered about this long, ms; later the query is too old. */
const TAP_ANSWER_MS = 60_000;
const MAX_UPLOAD = 50_000_000;
const MAX_PHOTO = 10_000_000;

/** Methods that write, change and answer messages. */
export const messageMethods: Methods = {
  sendMessage(world, params) {
    const chat = writableChat(world, params);
    return keep(world, chat, checkedText(params), checkedMarkup(params, chat), null, false);
  },

  sendDocument(world, params) {
    const chat = writableChat(world, params);
    const file = uploaded(world, params, 'document', MAX_UPLOAD);
    return keep(world, chat, checkedCaption(params), checkedMarkup(params, chat), file, false);
  },

  sendPhoto(world, params) {
    const chat = writableChat(world, params);
    const bytes = fileParam(params, 'photo')?.bytes;
    if (bytes !== undefined && pictureType(bytes) === null) throw badRequest('IMAGE_PROCESS_FAILED');
    const file = uploaded(world, params, 'photo', MAX_PHOTO);
    return keep(world, chat, checkedCaption(params), checkedMarkup(params, chat), file, true);
  },

  editMessageText(world, params) {
    const chat = writableChat(world, params);
    const checked = checkedText(params);
    const { buttons } = checkedMarkup(params, chat);
    const message = ownMessage(world, chat, params);
    if (message.file !== null) throw badRequest('there is no text in the message to edit');
    refuseUnmodified(message, checked, buttons);
    // A call without a keyboard takes the old one away.
    Object.assign(message, checked, { buttons, editDate: seconds(world), edits: message.edits + 1 });
    return messageJson(chat, message);
  },

  editMessageReplyMarkup(world, params) {
    const chat = writableChat(world, params);
    const { buttons } = checkedMarkup(params, chat);
    const message = ownMessage(world, chat, params);
    refuseUnmodified(message, message, buttons);
    Object.assign(message, { buttons, editDate: seconds(world), edits: message.edits + 1 });
    return messageJson(chat, message);
  },

  deleteMessage(world, params) {
    const chat = writableChat(world, params);
    const message = chat.messages.find(({ id, deleted }) => !deleted && id === integerParam(params, 'message_id'));
    if (message === undefined) throw badRequest('message to delete not found');
    message.deleted = true;
    return true;
  },

  answerCallbackQuery(world, params) {
    const tap = world.taps.get(textParam(params, 'callback_query_id') ?? '');
    if (tap === undefined || world.time.now() - tap.at > TAP_ANSWER_MS) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    const text = textParam(params, 'text') ?? '';
    if (text.length > 200) throw badRequest('MESSAGE_TOO_LONG');
    tap.answered = { text, alert: flagParam(params, 'show_alert') };
    return true;
  },

  sendChatAction(world, params) {
    const chat = writableChat(world, params);
    chat.action = { action: textParam(params, 'action') ?? '', at: world.time.now() };
    return true;
  },

  getFile(world, params) {
    const file = world.files.get(textParam(params, 'file_id') ?? '');
    if (file === undefined) throw badRequest('wrong file_id or the file is temporarily unavailable');
    if (file.bytes.length > 20_000_000) throw badRequest('file is too big');
    return { file_id: file.id, file_unique_id: `u${file.id}`, file_size: file.bytes.length, file_path: file.path };
  },
};

function keep(
  world: World,
  chat: StoredChat,
  checked: CheckedText,
  markup: CheckedMarkup,
  file: StoredFile | null,
  photo: boolean,
): object {
  const { buttons, reply } = markup;
  const replyKeyboard = reply === 'remove' ? null : reply;
  const made = { id: chat.nextMessageId, from: world.me, date: seconds(world), ...checked, buttons, replyKeyboard };
  const message: StoredMessage = { ...made, file, photo, editDate: null, edits: 0, deleted: false };
  chat.nextMessageId += 1;
  chat.messages.push(message);
  if (reply !== null) chat.replyKeyboard = replyKeyboard;
  return messageJson(chat, message);
}

function ownMessage(world: World, chat: StoredChat, params: Params): StoredMessage {
  const message = chat.messages.find(({ id }) => id === integerParam(params, 'message_id'));
  if (message === undefined || message.deleted) throw badRequest('message to edit not found');
  if (message.from.id !== world.me.id) throw badRequest("message can't be edited");
  return message;
}

function refuseUnmodified(message: StoredMessage, next: CheckedText, buttons: StoredMessage['buttons']): void {
  const shape = (of: CheckedText, rows: StoredMessage['buttons']) => JSON.stringify([of.source, of.parseMode, rows]);
  if (shape(message, message.buttons) !== shape(next, buttons)) return;
  throw badRequest(
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  );
}

function uploaded(world: World, params: Params, field: string, limit: number): StoredFile {
  const file = fileParam(params, field);
  if (file === null) {
    const known = world.files.get(textParam(params, field) ?? '');
    if (known === undefined) throw badRequest(`there is no ${field} in the request`);
    return known;
  }
  if (file.bytes.length === 0) throw badRequest('file must be non-empty');
  if (file.bytes.length > limit) throw new ApiError(413, 'Request Entity Too Large');
  return addFile(world, file.name, pictureType(file.bytes) ?? 'application/octet-stream', file.bytes);
}

function pictureType(bytes: Buffer): string | null {
  if (bytes.subarray(0, 4).toString('latin1') === '\x89PNG') return 'image/png';
  return bytes.subarray(0, 2).toString('hex') === 'ffd8' ? 'image/jpeg' : null;
}
