import type { Inbound } from '../../conversation/types.ts';
import type { Receipt, Receiver } from '../channel.ts';
import type { ChannelLog } from '../platform/log.ts';

/** More than this is no hiccup of the storage; a webhook's sender is told, a poll does not read on. */
const MOST_HELD = 1_000;

/**
 * Hands events to the receiver and keeps those that it could not store: the platform forgets an event once it was read,
 * and may not deliver it again.
 */
export interface Intake {
  /** Offers what is held and then `events`, in order; null when nothing could be stored. */
  offer(events: readonly Inbound[]): readonly Receipt[] | null;
  /** How many events wait for the storage. */
  held(): number;
}

/** An intake that holds nothing yet. */
export function createIntake(receive: () => Receiver, log: ChannelLog): Intake {
  let waiting: readonly Inbound[] = [];
  return {
    offer(events) {
      const keys = new Set(waiting.map(({ eventKey }) => eventKey));
      const all = [...waiting, ...events.filter(({ eventKey }) => !keys.has(eventKey))];
      if (all.length === 0) return [];
      try {
        const receipts = receive()(all);
        waiting = [];
        return receipts;
      } catch (error) {
        waiting = all.slice(0, MOST_HELD);
        log.error({ held: waiting.length, error: nameOf(error) }, 'zalo: events could not be stored');
        return null;
      }
    },
    held: () => waiting.length,
  };
}

// The message of a storage error may quote what was to be stored.
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
