import type { Clock, EpochMs } from '../../lib/clock.ts';

/** Telegram counts a chat and the whole bot, and does not say which limit was hit; several chats at once say it. */
const SEVERAL_CHATS = 3;
const WINDOW_MS = 10_000;

/** Remembers which chats were told to wait. */
export interface Floods {
  /** Notes a refusal; `all` when so many chats are hit that the whole bot must be over its limit. */
  note(chatId: string): 'chat' | 'all';
}

/** A fresh memory of the last seconds. */
export function createFloods(clock: Clock): Floods {
  const hitAt = new Map<string, EpochMs>();
  return {
    note(chatId) {
      const now = clock.now();
      hitAt.set(chatId, now);
      for (const [chat, at] of hitAt) if (now - at > WINDOW_MS) hitAt.delete(chat);
      return hitAt.size >= SEVERAL_CHATS ? 'all' : 'chat';
    },
  };
}
