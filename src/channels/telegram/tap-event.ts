import type { CallbackQuery } from 'telegraf/types';
import type { Inbound } from '../../conversation/types.ts';
import type { EpochMs } from '../../lib/clock.ts';
import { eventChat, eventSender, TELEGRAM } from './message-event.ts';

/**
 * A tapped button. The platform does not say when it was tapped, so the event happens `now`; the message may be
 * inaccessible (too old), its id is known all the same. Null for inline messages and games.
 */
export function tapEvent(query: CallbackQuery, now: EpochMs): Inbound | null {
  if (query.message === undefined || !('data' in query)) return null;
  const chat = eventChat(query.message.chat);
  if (chat === null) return null;
  return {
    channel: TELEGRAM,
    eventKey: `q:${query.id}`,
    at: now,
    chat,
    from: eventSender(query.from),
    binding: true,
    body: { kind: 'choice', token: query.data, messageId: String(query.message.message_id) },
  };
}
