import type { Inbound } from '../../conversation/types.ts';
import { toInbound } from './event.ts';
import type { Receiving } from './receiving.ts';
import type { ZaloUpdate } from './results.ts';

/** Turns updates into events; what is of no use is logged by its name and left out. */
export function toEvents(
  updates: readonly ZaloUpdate[],
  { bot, clock, log }: Pick<Receiving, 'bot' | 'clock' | 'log'>,
): readonly Inbound[] {
  return updates.flatMap((update) => {
    const event = toInbound(update, bot(), clock.now());
    if (event !== null) return event;
    const form = update.message === null ? 'unreadable' : 'unknown';
    // A name comes from outside: only what names are made of.
    log.warn({ event: update.event_name.replace(/[^\w.]/g, '').slice(0, 60), form }, 'zalo: event left out');
    return [];
  });
}
