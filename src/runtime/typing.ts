import type { Channel } from '../channels/channel.ts';
import { SECOND } from '../lib/clock.ts';
import type { Timers } from './sender.ts';

/** What is done sooner needs no sign. */
const FIRST_MS = SECOND;
/** Messengers take the sign away after about five seconds. */
const AGAIN_MS = 4 * SECOND;

/**
 * Shows in a chat that the bot is writing, from a second on and until the returned function is called; nothing on
 * channels that have no such sign.
 */
export function showTyping(channel: Channel | undefined, chatId: string, timers: Timers): () => void {
  let cancel = timers.after(FIRST_MS, show);
  function show(): void {
    // A sign that fails is no loss.
    channel?.typing?.(chatId).catch(() => {});
    cancel = timers.after(AGAIN_MS, show);
  }
  return () => cancel();
}
