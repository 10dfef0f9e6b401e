import type { Changes } from '../changes.ts';
import type { FakeTime } from '../fake-time.ts';
import type { Faults } from './faults.ts';
import type { UpdateQueue } from './queue.ts';

/** A platform account. */
export interface Account {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly last_name?: string;
  readonly username?: string;
  readonly language_code?: string;
}

/** A button as the person sees it, with what it would send. */
export interface SeenButton {
  readonly label: string;
  readonly token: string;
}

/** A file as Telegram keeps it. */
export interface StoredFile {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: Buffer;
}

/** A message in a chat, in its current form. */
export interface StoredMessage {
  readonly id: number;
  readonly from: Account;
  readonly date: number;
  /** What is read: without mark-up. For a file, its caption. */
  text: string;
  /** What was sent, with mark-up. */
  source: string;
  parseMode: string | null;
  buttons: readonly (readonly SeenButton[])[];
  replyKeyboard: ReplyKeyboard | null;
  file: StoredFile | null;
  photo: boolean;
  editDate: number | null;
  edits: number;
  deleted: boolean;
}

/** The keyboard that replaces a person's own. */
export interface ReplyKeyboard {
  readonly keyboard: readonly (readonly { readonly text: string; readonly request_contact?: boolean }[])[];
  readonly one_time_keyboard?: boolean;
}

/** One chat with its messages. */
export interface StoredChat {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup';
  readonly title: string;
  readonly messages: StoredMessage[];
  nextMessageId: number;
  /** Private: the person has written first. Group: the bot is a member. */
  open: boolean;
  /** Private: blocked by the person. Group: the bot was removed. */
  shut: boolean;
  deactivated: boolean;
  movedTo: number | null;
  replyKeyboard: ReplyKeyboard | null;
  /** Latest `sendChatAction`. */
  action: { readonly action: string; readonly at: number } | null;
}

/** A tap that waits for its answer. */
export interface StoredTap {
  readonly id: string;
  readonly at: number;
  answered: { readonly text: string; readonly alert: boolean } | null;
}

/** One call that reached the fake. */
export interface RecordedCall {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** UTC ms. */
  readonly at: number;
  /** `ok`, the error code, `dropped`, `hanging`, or `open` while it is under way. */
  outcome: 'open' | 'ok' | 'dropped' | 'hanging' | number;
  description: string | null;
}

/** Commands by scope and language, as set. */
type StoredMenus = Map<string, readonly { readonly command: string; readonly description: string }[]>;

/** Where updates are pushed to. */
interface Webhook {
  url: string;
  secret: string;
  lastError: { readonly at: number; readonly message: string } | null;
}

/** All that the fake knows. */
export interface World {
  readonly token: string;
  readonly me: Account & { readonly username: string };
  readonly time: FakeTime;
  readonly changes: Changes;
  readonly faults: Faults;
  readonly queue: UpdateQueue;
  readonly chats: Map<number, StoredChat>;
  readonly files: Map<string, StoredFile>;
  readonly taps: Map<string, StoredTap>;
  readonly menus: StoredMenus;
  readonly webhook: Webhook;
  readonly calls: RecordedCall[];
  /** Ends the long poll that is held, if any, with this conflict. */
  endPoll: (why: string) => void;
  /** Wakes the webhook delivery. */
  deliver: () => void;
  nextFile: number;
}

/** Seconds since 1970, Telegram's unit. */
export function seconds(world: World): number {
  return Math.floor(world.time.now() / 1_000);
}

/** Makes a chat that nobody has written in. */
export function addChat(world: World, id: number, type: StoredChat['type'], title: string): StoredChat {
  const chat: StoredChat = {
    id,
    type,
    title,
    messages: [],
    nextMessageId: 1,
    open: false,
    shut: false,
    deactivated: false,
    movedTo: null,
    replyKeyboard: null,
    action: null,
  };
  world.chats.set(id, chat);
  return chat;
}

/** Keeps a file and gives it an id. */
export function addFile(world: World, name: string, mime: string, bytes: Buffer): StoredFile {
  const number = world.nextFile;
  world.nextFile += 1;
  const folder = mime.startsWith('image/') ? 'photos' : 'documents';
  const ending = /\.[A-Za-z0-9]+$/.exec(name)?.[0] ?? '';
  const file = { id: `FILE-${number}-fake`, path: `${folder}/file_${number}${ending}`, name, mime, bytes };
  world.files.set(file.id, file);
  return file;
}
