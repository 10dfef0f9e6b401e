import type { Account, StoredChat, StoredFile, StoredMessage } from './world.ts';

/** A chat in Telegram's form. */
export function chatJson(chat: StoredChat): object {
  if (chat.type === 'private') return { id: chat.id, type: chat.type, first_name: chat.title };
  return { id: chat.id, type: chat.type, title: chat.title };
}

/** The fields that every message has. */
export function messageHead(chat: StoredChat, id: number, from: Account, date: number): Record<string, unknown> {
  return { message_id: id, from, chat: chatJson(chat), date };
}

/** Entities for a command at the beginning, as Telegram's server finds them. */
export function textFields(text: string): object {
  const command = /^\/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]+)?/.exec(text)?.[0];
  if (command === undefined) return { text };
  return { text, entities: [{ type: 'bot_command', offset: 0, length: command.length }] };
}

/** A document in Telegram's form. */
export function documentJson(file: StoredFile): object {
  return {
    file_id: file.id,
    file_unique_id: `u${file.id}`,
    file_name: file.name,
    mime_type: file.mime,
    file_size: file.bytes.length,
  };
}

/** A photo's sizes, small first; the largest is the file itself. */
export function photoJson(file: StoredFile): object[] {
  const small = { file_id: `${file.id}-s`, file_unique_id: `s${file.id}`, width: 90, height: 60, file_size: 900 };
  const large = { file_id: file.id, file_unique_id: `u${file.id}`, width: 1280, height: 853 };
  return [small, { ...large, file_size: file.bytes.length }];
}

/** A stored message in Telegram's form. */
export function messageJson(chat: StoredChat, message: StoredMessage): Record<string, unknown> {
  const json = messageHead(chat, message.id, message.from, message.date);
  if (message.editDate !== null) json.edit_date = message.editDate;
  if (message.file === null) Object.assign(json, textFields(message.text));
  else {
    if (message.photo) json.photo = photoJson(message.file);
    else json.document = documentJson(message.file);
    if (message.text !== '') json.caption = message.text;
  }
  if (message.buttons.length > 0) {
    const rows = message.buttons.map((row) => row.map(({ label, token }) => ({ text: label, callback_data: token })));
    json.reply_markup = { inline_keyboard: rows };
  }
  return json;
}
