import type { Update } from 'telegraf/types';
import type { Inbound } from '../../conversation/types.ts';
import type { Receiver } from '../channel.ts';
import type { ChannelLog } from '../platform/log.ts';
import type { Route } from './route.ts';
import type { TapAnswers } from './taps.ts';

/** Hands a batch over in the platform's order; rejects when the receiver stored nothing. */
export type Intake = (updates: readonly Update[]) => Promise<void>;

/** Maps a whole batch, commits it through the receiver in one go, then answers its taps. */
export function createIntake(route: Route, receive: Receiver, taps: TapAnswers, log: ChannelLog): Intake {
  return async (updates) => {
    const events: Inbound[] = [];
    const tapped: string[] = [];
    for (const update of updates) {
      try {
        const { event, tap } = await route(update);
        if (event !== null) events.push(event);
        if (tap !== null) tapped.push(tap);
      } catch {
        // One update in a form that the documentation does not have must not hold up all others.
        log.error({ updateId: update.update_id, fields: Object.keys(update) }, 'telegram: unreadable update skipped');
      }
    }
    if (events.length > 0) receive(events);
    taps.answer(tapped);
  };
}
