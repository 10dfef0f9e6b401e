import type { SentMessage, StoredChat, World } from './world.ts';

/** What can be seen in one chat. */
export interface ChatView {
  /** The bot's messages in order. */
  messages(): readonly SentMessage[];
  /** The bot's latest message; throws where there is none. */
  last(): SentMessage;
  /** Resolves with the first message of the bot that fits, now or later. */
  sees(fits: string | RegExp | ((message: SentMessage) => boolean)): Promise<SentMessage>;
  /** Latest "is typing", UTC ms. */
  typingAt(): number | null;
}

/** Looks at a chat of the bot. */
export function viewChat(world: World, chat: StoredChat): ChatView {
  return {
    messages: () => chat.sent,
    last() {
      const latest = chat.sent.at(-1);
      if (latest === undefined) throw new Error(`the bot has written nothing in chat ${chat.id}`);
      return latest;
    },
    sees(fits) {
      const test = (message: SentMessage) => {
        if (typeof fits === 'string') return message.text.includes(fits);
        return fits instanceof RegExp ? fits.test(message.text) : fits(message);
      };
      return world.changes.until(() => chat.sent.find(test));
    },
    typingAt: () => chat.typingAt,
  };
}
