import { createHash } from 'node:crypto';
import { type ChatView, viewChat } from './chat-view.ts';
import type { Account, StoredChat, World } from './world.ts';
import { type Content, contentOf, type SentPhoto, writeEvent } from './writing.ts';

/** A person with a private chat with the bot. */
export interface Person extends ChatView {
  /** Of the account and of the chat: 20 hexadecimal digits, another one for each bot. */
  readonly id: string;
  readonly account: Account;
  /** Writes a text; the first message opens the chat. Returns the message's id, as all of these do. */
  say(text: string): string;
  sendPhoto(photo: SentPhoto): string;
  sticker(): string;
  voice(): string;
  /** Sends a document, a contact or the like: the bot learns no more than that there was something. */
  unsupported(): string;
  block(): void;
  unblock(): void;
}

/** Makes a person who has not yet written to the bot; `name` is what tests call them. */
export function addPerson(world: World, name: string, displayName: string): Person {
  const id = scopedId(world, name);
  const account: Account = { id, is_bot: false, display_name: displayName };
  const chat: StoredChat = {
    id,
    type: 'PRIVATE',
    title: displayName,
    sent: [],
    open: false,
    forbidden: false,
    typingAt: null,
  };
  world.chats.set(id, chat);

  function write(content: Content): string {
    const limited = !world.users.has(id) && world.users.size >= world.userLimit;
    if (!limited) world.users.add(id);
    chat.open = true;
    if (limited) chat.forbidden = true;
    return writeEvent(world, chat, account, content, !limited || world.quirks.beyondUserLimit === 'unanswered');
  }

  return {
    id,
    account,
    ...viewChat(world, chat),
    say: (text) => write(contentOf.text(text)),
    sendPhoto: (photo) => write(contentOf.photo(world, photo)),
    sticker: () => write(contentOf.sticker()),
    voice: () => write(contentOf.voice(world)),
    unsupported: () => write(contentOf.unsupported()),
    block() {
      chat.forbidden = true;
    },
    unblock() {
      chat.forbidden = false;
    },
  };
}

/** An id that this bot alone knows an account by. */
export function scopedId(world: World, name: string): string {
  return createHash('sha256').update(`${world.me.id}:${name}`).digest('hex').slice(0, 20);
}
