import type { Inbound } from '../../conversation/types.ts';
import { toInbound } from './event.ts';
import type { Receiving } from './receiving.ts';
import type { ZaloUpdate } from './results.ts';

const EVENT_NAME = /^(?=.{1,60}$)[a-z_]+(?:\.[a-z_]+)+$/;

/** Turns updates into events; what is of no use is logged by its name and left out. */
export function toEvents(
  updates: readonly ZaloUpdate[],
  { bot, clock, log }: Pick<Receiving, 'bot' | 'clock' | 'log'>,
): readonly Inbound[] {
  return updates.flatMap((update) => {
    const event = toInbound(update, bot(), clock.now());
    if (event !== null) return event;
    const form = update.message === null ? 'unreadable' : 'unknown';
    // A name comes from outside: only what looks like one is repeated.
    const name = EVENT_NAME.test(update.event_name) ? update.event_name : 'nameless';
    log.warn({ event: name, form }, 'zalo: event left out');
    return [];
  });
}
