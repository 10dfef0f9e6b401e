import { type ChatView, viewChat } from './chat-view.ts';
import { messageJson } from './message-json.ts';
import type { Person } from './person.ts';
import { type Tap, type Target, tapButton } from './tapping.ts';
import { type Account, addChat, type StoredChat, type World } from './world.ts';
import { changeMembership, writeOther, writeText } from './writing.ts';

/** Telegram's stand-in for an administrator who writes as the group. */
const ANONYMOUS: Account = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };

/** A group that the bot can be added to. */
export interface Group extends ChatView {
  readonly id: number;
  addBot(by: Person): void;
  removeBot(by: Person): void;
  /** The bot is made an administrator; from then on it is shown every message. */
  promoteBot(by: Person): void;
  /** Writes a text; in privacy mode the bot gets it only as a command or a reply to itself. */
  say(person: Person, text: string, options?: { readonly replyTo?: number }): number;
  sayAnonymously(text: string): number;
  tap(person: Person, target: Target): Tap;
  /** Becomes a supergroup with another id; returns it. */
  migrate(newId: number): Group;
}

/** Makes a group without the bot. */
export function addGroup(world: World, id: number, title: string, type: 'group' | 'supergroup' = 'group'): Group {
  return groupOf(world, addChat(world, id, type, title));
}

function groupOf(world: World, chat: StoredChat): Group {
  let seesAll = false;

  function write(from: Account, text: string, extras: object, replyTo?: number): number {
    const replied = chat.messages.find((message) => message.id === replyTo);
    const reachesBot = seesAll || text.startsWith('/') || replied?.from.id === world.me.id;
    // Two bots may share a group: what is written to another one still takes a message id.
    if (!chat.open || chat.shut || !reachesBot) {
      chat.nextMessageId += 1;
      return chat.nextMessageId - 1;
    }
    const reply = replied === undefined ? {} : { reply_to_message: messageJson(chat, replied) };
    return writeText(world, chat, from, text, { ...extras, ...reply });
  }

  return {
    id: chat.id,
    ...viewChat(world, chat),
    addBot(by) {
      Object.assign(chat, { open: true, shut: false });
      changeMembership(world, chat, by.account, 'left', 'member');
    },
    removeBot(by) {
      chat.shut = true;
      changeMembership(world, chat, by.account, 'member', 'kicked');
    },
    promoteBot(by) {
      seesAll = true;
      changeMembership(world, chat, by.account, 'member', 'administrator');
    },
    say: (person, text, options = {}) => write(person.account, text, {}, options.replyTo),
    sayAnonymously(text) {
      return write(ANONYMOUS, text, { sender_chat: { id: chat.id, type: chat.type, title: chat.title } });
    },
    tap: (person, target) => tapButton(world, chat, person.account, target),
    migrate(newId) {
      const next = addChat(world, newId, 'supergroup', chat.title);
      next.open = true;
      writeOther(world, chat, ANONYMOUS, { migrate_to_chat_id: newId });
      writeOther(world, next, ANONYMOUS, { migrate_from_chat_id: chat.id });
      chat.movedTo = newId;
      return groupOf(world, next);
    },
  };
}
