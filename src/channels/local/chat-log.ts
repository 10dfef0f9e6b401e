import type { MenuCommand } from '../../presentation/types.ts';
import type { ShownMessage } from './messenger-hub.ts';

/** Older messages of a chat are forgotten: the page is a demonstration, the database is the record. */
export const SHOWN_PER_CHAT = 200;

interface Chat {
  messages: ShownMessage[];
  commands: readonly MenuCommand[] | null;
  readUpTo: number;
}

/** The messages that each chat shows, newest last, in memory and bounded. */
export interface ChatLog {
  messages(chatId: string): readonly ShownMessage[];
  find(chatId: string, messageId: string): ShownMessage | undefined;
  append(chatId: string, message: ShownMessage): void;
  replace(chatId: string, message: ShownMessage): void;
  remove(chatId: string, messageId: string): void;
  commands(chatId: string): readonly MenuCommand[] | null;
  setCommands(chatId: string, commands: readonly MenuCommand[]): void;
  markRead(chatId: string, seq: number): void;
  unread(chatId: string): number;
}

/** An empty log; `forget` is told of every message that left it. */
export function createChatLog(forget: (message: ShownMessage) => void): ChatLog {
  const chats = new Map<string, Chat>();

  function chatOf(chatId: string): Chat {
    let chat = chats.get(chatId);
    if (chat === undefined) {
      chat = { messages: [], commands: null, readUpTo: 0 };
      chats.set(chatId, chat);
    }
    return chat;
  }

  return {
    messages: (chatId) => chats.get(chatId)?.messages ?? [],
    find: (chatId, messageId) => chats.get(chatId)?.messages.find((message) => message.id === messageId),
    append(chatId, message) {
      const chat = chatOf(chatId);
      chat.messages = [...chat.messages, message];
      for (const old of chat.messages.slice(0, -SHOWN_PER_CHAT)) forget(old);
      chat.messages = chat.messages.slice(-SHOWN_PER_CHAT);
    },
    replace(chatId, message) {
      const chat = chatOf(chatId);
      chat.messages = chat.messages.map((shown) => (shown.id === message.id ? message : shown));
    },
    remove(chatId, messageId) {
      const chat = chatOf(chatId);
      for (const message of chat.messages) if (message.id === messageId) forget(message);
      chat.messages = chat.messages.filter((message) => message.id !== messageId);
    },
    commands: (chatId) => chats.get(chatId)?.commands ?? null,
    setCommands(chatId, commands) {
      chatOf(chatId).commands = commands;
    },
    markRead(chatId, seq) {
      const chat = chatOf(chatId);
      chat.readUpTo = Math.max(chat.readUpTo, seq);
    },
    unread(chatId) {
      const chat = chats.get(chatId);
      if (chat === undefined) return 0;
      return chat.messages.filter((message) => message.from === 'bot' && message.seq > chat.readUpTo).length;
    },
  };
}
