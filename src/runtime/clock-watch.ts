import type { Outbox, UnitOfWork } from '../app/delivery-ports.ts';
import type { ChannelName } from '../conversation/types.ts';
import { type EpochMs, MINUTE, SECOND } from '../lib/clock.ts';
import type { Log } from './log.ts';

export interface ClockWatchOptions {
  readonly channel: ChannelName;
  readonly outbox: Pick<Outbox, 'clockPutBack'>;
  readonly unitOfWork: UnitOfWork;
  readonly log: Log;
}

/** What was to leave so soon leaves at once after the clock was put back; what waits for its hour goes on waiting. */
const SHORT_WAIT_MS = 10 * MINUTE;

/**
 * Builds what notices that the clock was put back, after which everything would wait until it has caught up: the returned
 * function is told the time at each look, has what waits leave, and says by how many ms the clock went back.
 */
export function createClockWatch({ channel, outbox, unitOfWork, log }: ClockWatchOptions): (now: EpochMs) => number {
  let seenAt: EpochMs = Number.NEGATIVE_INFINITY;
  return (now) => {
    const backMs = seenAt - now;
    if (backMs > SECOND) {
      const messages = unitOfWork.run(() => outbox.clockPutBack(channel, now, seenAt + SHORT_WAIT_MS));
      log.warn({ channel, backMs, messages }, 'the clock was put back');
    }
    seenAt = now;
    return backMs > SECOND ? backMs : 0;
  };
}
