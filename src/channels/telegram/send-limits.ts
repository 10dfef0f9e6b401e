import { SECOND } from '../../lib/clock.ts';
import type { SendLimits } from '../channel.ts';

/**
 * Telegram's limits as its FAQ for bots states them (core.telegram.org/bots/faq, "My bot is hitting limits"): about 30
 * messages a second in all, one a second in a chat, 20 a minute in a group; short bursts pass. They are not promised, so
 * an answer 429 with its `retry_after` is obeyed all the same.
 */
export const TELEGRAM_LIMITS: SendLimits = {
  perSecond: 30,
  // A third of a second's worth: our own caution, since nobody says how short a burst must be.
  burst: 10,
  chatGapMs: SECOND,
  groupGapMs: 3 * SECOND,
  // Ids of groups and channels are negative (Bot API, Chat.id).
  isGroup: (chatId) => chatId.startsWith('-'),
};
