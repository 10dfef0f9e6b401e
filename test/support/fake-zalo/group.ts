import { type ChatView, viewChat } from './chat-view.ts';
import { type Person, scopedId } from './person.ts';
import type { Account, StoredChat, World } from './world.ts';
import { contentOf, writeEvent } from './writing.ts';

/** The Basic plan's limit. */
const MAX_GROUPS = 3;

/** A group that the bot can be added to; nobody tells the bot when it is. */
export interface Group extends ChatView {
  readonly id: string;
  /** False where the plan allows no more groups. */
  addBot(): boolean;
  removeBot(): void;
  /** Sending is not permitted any more, or again. */
  disable(disabled: boolean): void;
  /** Writes a text. The bot gets it when it is mentioned, or when it is a reply to a message of the bot. */
  say(person: Person, text: string, how?: { readonly mention?: boolean; readonly replyTo?: string }): string;
  sticker(person: Person, how: { readonly replyTo: string }): string;
}

/** Makes a group without the bot. */
export function addGroup(world: World, title: string): Group {
  const id = `zgr-${scopedId(world, `group:${title}`)}`;
  const chat: StoredChat = { id, type: 'GROUP', title, sent: [], open: false, forbidden: false, typingAt: null };
  world.chats.set(id, chat);

  function sender(person: Person): Account {
    if (world.quirks.groupSender === 'private-id') return person.account;
    return { ...person.account, id: scopedId(world, `${person.id} in ${id}`) };
  }

  const ofBot = (messageId?: string) => chat.sent.some((message) => message.id === messageId);

  return {
    id,
    ...viewChat(world, chat),
    addBot() {
      const groups = [...world.chats.values()].filter(({ type, open }) => type === 'GROUP' && open);
      if (groups.length >= MAX_GROUPS) return false;
      chat.open = true;
      return true;
    },
    removeBot() {
      chat.open = false;
    },
    disable(disabled) {
      chat.forbidden = disabled;
    },
    say(person, text, { mention = true, replyTo } = {}) {
      const written = mention ? `@${world.me.display_name} ${text}` : text;
      const heard = chat.open && (mention || ofBot(replyTo));
      return writeEvent(world, chat, sender(person), contentOf.text(written), heard);
    },
    sticker: (person, { replyTo }) =>
      writeEvent(world, chat, sender(person), contentOf.sticker(), chat.open && ofBot(replyTo)),
  };
}
