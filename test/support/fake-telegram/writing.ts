import { chatJson, documentJson, messageHead, messageJson, photoJson, textFields } from './message-json.ts';
import { type Account, addFile, type StoredChat, type StoredMessage, seconds, type World } from './world.ts';

/** A file that a person sends. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mime?: string;
  readonly caption?: string;
}

/** What may come with any message. */
export type Extras = Readonly<Record<string, unknown>>;

/** Puts a person's text into a chat and returns the message's id. */
export function writeText(world: World, chat: StoredChat, from: Account, text: string, extras: Extras = {}): number {
  return writeOther(world, chat, from, { ...textFields(text), ...extras }, text);
}

/** Puts a message with other content into a chat. */
export function writeOther(world: World, chat: StoredChat, from: Account, content: object, text = ''): number {
  const id = chat.nextMessageId;
  chat.nextMessageId += 1;
  const date = seconds(world);
  const message: StoredMessage = {
    id,
    from,
    date,
    text,
    source: text,
    parseMode: null,
    buttons: [],
    replyKeyboard: null,
    file: null,
    photo: false,
    editDate: null,
    edits: 0,
    deleted: false,
  };
  chat.messages.push(message);
  world.queue.push('message', { ...messageHead(chat, id, from, date), ...content });
  world.changes.happened();
  return id;
}

/** Sends a document. */
export function writeDocument(world: World, chat: StoredChat, from: Account, sent: SentFile): number {
  const file = addFile(world, sent.name, sent.mime ?? 'application/octet-stream', Buffer.from(sent.bytes));
  return writeOther(world, chat, from, { document: documentJson(file), ...captionOf(sent) });
}

/** Sends a photo in several sizes. */
export function writePhoto(world: World, chat: StoredChat, from: Account, sent: Omit<SentFile, 'mime'>): number {
  const file = addFile(world, sent.name, 'image/jpeg', Buffer.from(sent.bytes));
  return writeOther(world, chat, from, { photo: photoJson(file), ...captionOf(sent) });
}

function captionOf(sent: SentFile): object {
  return sent.caption === undefined ? {} : { caption: sent.caption };
}

/** Changes the text of an own message. */
export function editText(world: World, chat: StoredChat, messageId: number, text: string): void {
  const message = chat.messages.find(({ id }) => id === messageId);
  if (message === undefined) throw new Error(`no message ${messageId} in chat ${chat.id}`);
  Object.assign(message, { text, source: text, editDate: seconds(world), edits: message.edits + 1 });
  world.queue.push('edited_message', messageJson(chat, message));
  world.changes.happened();
}

/** Tells the bot that its own membership changed. */
export function changeMembership(world: World, chat: StoredChat, by: Account, from: string, to: string): void {
  const member = (status: string) => ({ user: world.me, status });
  const change = { chat: chatJson(chat), from: by, date: seconds(world) };
  world.queue.push('my_chat_member', { ...change, old_chat_member: member(from), new_chat_member: member(to) });
  world.changes.happened();
}
