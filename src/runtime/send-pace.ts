import type { SendLimits } from '../channels/channel.ts';
import { type EpochMs, SECOND } from '../lib/clock.ts';

/** Part of the platform's rate that is used: calls do not reach it as evenly as they leave. */
const SHARE_USED = 0.98;

/**
 * How fast a channel may send: a bucket that fills at the platform's rate. Answers may empty it; reminders and digests
 * take only what flows over, so they use the whole rate while nobody talks and none of the reserve that answers need.
 */
export interface SendPace {
  /** When the next message may leave, at the earliest now. */
  earliest(now: EpochMs, bulk: boolean): EpochMs;
  /** Counts a message that leaves. */
  take(now: EpochMs): void;
}

/** The pace of a platform, or none at all where it has no limit. */
export function createSendPace(limits: SendLimits | undefined): SendPace {
  if (limits === undefined) return { earliest: (now) => now, take() {} };
  const perMs = (limits.perSecond * SHARE_USED) / SECOND;
  const { burst } = limits;
  let level: number = burst;
  let filledAt: EpochMs = Number.NEGATIVE_INFINITY;

  function fill(now: EpochMs): void {
    // A clock that was put back fills nothing and starts anew.
    level = Math.min(burst, level + Math.max(0, now - filledAt) * perMs);
    filledAt = now;
  }

  return {
    earliest(now, bulk) {
      fill(now);
      // One message short of full is full enough: its place fills while the message is on its way.
      const wanted = bulk ? Math.max(1, burst - 1) : 1;
      return level >= wanted ? now : now + Math.ceil((wanted - level) / perMs);
    },
    take(now) {
      fill(now);
      level -= 1;
    },
  };
}
