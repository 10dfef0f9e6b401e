import { chatJson, messageJson } from './message-json.ts';
import type { Account, StoredChat, StoredMessage, StoredTap, World } from './world.ts';

/** One tap on a button. */
export interface Tap {
  readonly queryId: string;
  /** What the bot answered; null until it did. */
  answer(): StoredTap['answered'];
  /** Resolves when the bot has answered. */
  answered(): Promise<NonNullable<StoredTap['answered']>>;
}

let taps = 0;

/** Which button: by its label on the latest message that has it, or on one message. */
export type Target = string | { readonly messageId: number; readonly label?: string; readonly token?: string };

/** Taps a button; throws where there is none, unless a (forged) token is given. */
export function tapButton(world: World, chat: StoredChat, from: Account, target: Target): Tap {
  const [message, token] = findButton(world, chat, target);
  taps += 1;
  const id = `${from.id}${String(taps).padStart(8, '0')}`;
  const stored: StoredTap = { id, at: world.time.now(), answered: null };
  world.taps.set(id, stored);
  const shown =
    message === null
      ? { chat: chatJson(chat), message_id: typeof target === 'string' ? 0 : target.messageId, date: 0 }
      : messageJson(chat, message);
  world.queue.push('callback_query', { id, from, message: shown, chat_instance: `c${chat.id}`, data: token });
  world.changes.happened();
  return {
    queryId: id,
    answer: () => stored.answered,
    answered: () => world.changes.until(() => stored.answered),
  };
}

function findButton(world: World, chat: StoredChat, target: Target): readonly [StoredMessage | null, string] {
  const own = chat.messages.filter(({ from, deleted }) => from.id === world.me.id && !deleted).reverse();
  const candidates = typeof target === 'string' ? own : own.filter(({ id }) => id === target.messageId);
  if (typeof target !== 'string' && target.token !== undefined) return [candidates[0] ?? null, target.token];
  const label = typeof target === 'string' ? target : target.label;
  for (const message of candidates) {
    const button = message.buttons.flat().find((one) => one.label === label || (label ?? '') === '');
    if (button !== undefined) return [message, button.token];
  }
  throw new Error(`no button "${label ?? ''}" in chat ${chat.id}`);
}
