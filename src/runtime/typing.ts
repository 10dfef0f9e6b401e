import type { Channel } from '../channels/channel.ts';
import { SECOND } from '../lib/clock.ts';
import type { Timers } from './sender.ts';

/** What is done sooner needs no sign. */
const FIRST_MS = SECOND;
/** Messengers take the sign away after about five seconds. */
const AGAIN_MS = 4 * SECOND;

/** How far the work is, as it is to be read, and the message that says that it has begun. */
export interface WorkShown {
  readonly text: string;
  readonly messageId: string;
}

/**
 * Shows in a chat that the bot is at work, from a second on and until the returned function is called: how far it is in
 * the message that said so, where that is known and the channel can edit, else that it is writing; nothing on channels
 * that have no such sign.
 */
export function showAtWork(
  channel: Channel | undefined,
  chatId: string,
  timers: Timers,
  shown: () => WorkShown | null = () => null,
): () => void {
  const ended = new AbortController();
  let last = '';
  let cancel = timers.after(FIRST_MS, show);
  // A sign that fails is no loss.
  function show(): void {
    const now = channel?.capabilities.edits === true ? shown() : null;
    if (now === null) channel?.typing?.(chatId).catch(() => {});
    else if (now.text !== last) {
      last = now.text;
      const message = { type: 'text', text: now.text, editMessageId: now.messageId } as const;
      channel?.send(chatId, message, ended.signal).catch(() => {});
    }
    cancel = timers.after(AGAIN_MS, show);
  }
  return () => {
    cancel();
    ended.abort();
  };
}
