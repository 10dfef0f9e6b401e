import { type ChatView, viewChat } from './chat-view.ts';
import { type Tap, type Target, tapButton } from './tapping.ts';
import { type Account, addChat, type World } from './world.ts';
import {
  changeMembership,
  editText,
  type SentFile,
  writeDocument,
  writeOther,
  writePhoto,
  writeText,
} from './writing.ts';

/** A person with a private chat with the bot. */
export interface Person extends ChatView {
  readonly id: number;
  readonly account: Account;
  /** Writes a text; the first one opens the chat. Returns the message's id. */
  send(text: string): number;
  tap(target: Target): Tap;
  /** Taps twice in a row, as a nervous finger does: two taps with their own ids. */
  doubleTap(target: Target): readonly [Tap, Tap];
  sendDocument(file: SentFile): number;
  sendPhoto(file: Omit<SentFile, 'mime'>): number;
  sendSticker(): number;
  /** Shares a phone contact: the own one, or somebody else's. */
  shareContact(phone: string, owner?: number): number;
  edit(messageId: number, text: string): void;
  block(): void;
  unblock(): void;
  /** The account is deleted: the bot is not told. */
  deactivate(): void;
  /** The commands that this person's menu shows. */
  menu(): readonly { readonly command: string; readonly description: string }[];
}

/** What is known about a person. */
export interface PersonDetails {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly languageCode?: string;
}

/** Makes a person who has not yet written to the bot. */
export function addPerson(world: World, id: number, details: PersonDetails = {}): Person {
  const { firstName = `Person ${id}`, lastName, username, languageCode } = details;
  const account: Account = {
    id,
    is_bot: false,
    first_name: firstName,
    ...(lastName === undefined ? {} : { last_name: lastName }),
    ...(username === undefined ? {} : { username }),
    ...(languageCode === undefined ? {} : { language_code: languageCode }),
  };
  const chat = addChat(world, id, 'private', firstName);
  const writing = () => {
    chat.open = true;
    chat.shut = false;
  };
  const shut = (blocked: boolean) => {
    if (chat.shut === blocked) return;
    chat.shut = blocked;
    changeMembership(world, chat, account, blocked ? 'member' : 'kicked', blocked ? 'kicked' : 'member');
  };
  const wrote = <A extends readonly unknown[], R>(act: (...args: A) => R) => {
    return (...args: A): R => {
      writing();
      return act(...args);
    };
  };

  return {
    id,
    account,
    ...viewChat(world, chat),
    send: wrote((text) => writeText(world, chat, account, text)),
    tap: (target) => tapButton(world, chat, account, target),
    doubleTap: (target) => [tapButton(world, chat, account, target), tapButton(world, chat, account, target)],
    sendDocument: wrote((file) => writeDocument(world, chat, account, file)),
    sendPhoto: wrote((file) => writePhoto(world, chat, account, file)),
    sendSticker: wrote(() => writeOther(world, chat, account, { sticker: { file_id: 'STICKER', emoji: '🙂' } })),
    shareContact: wrote((phone, owner = id) => {
      if (chat.replyKeyboard?.one_time_keyboard === true) chat.replyKeyboard = null;
      const contact = { phone_number: phone, first_name: firstName, user_id: owner };
      return writeOther(world, chat, account, { contact });
    }),
    edit: (messageId, text) => editText(world, chat, messageId, text),
    block: () => shut(true),
    unblock: () => shut(false),
    deactivate() {
      chat.deactivated = true;
    },
    menu() {
      const language = languageCode?.slice(0, 2) ?? '';
      for (const scope of [`chat:${id}`, 'all_private_chats', 'default']) {
        const commands = world.menus.get(`${scope}:${language}`) ?? world.menus.get(`${scope}:`);
        if (commands !== undefined && commands.length > 0) return commands;
      }
      return [];
    },
  };
}
