import type { Problem } from '../platform/health.ts';
import type { ZaloFailure } from './failure.ts';

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
/** Another poller may hold for 30 s, and a burst of polls is answered by 429: asking again at once prolongs both. */
const CALM_FIRST_MS = 5_000;

/** How long to wait before attempt number `attempt` (1 = first repetition), in ms. */
export function backOffMs(attempt: number, failure?: ZaloFailure): number {
  const calm = failure !== undefined && ['conflict', 'throttled', 'too-many'].includes(failure.kind);
  return Math.min(LONGEST_MS, (calm ? CALM_FIRST_MS : FIRST_MS) * 2 ** Math.min(attempt - 1, 10));
}

/** The code under which a failed receiving call shows in the channel's health. */
export function problemOf({ kind, httpStatus, errorCode }: ZaloFailure): Problem {
  switch (kind) {
    case 'unauthorised':
    case 'forbidden':
      return 'unauthorised';
    case 'conflict':
      return 'conflict';
    case 'throttled':
    case 'too-many':
      return 'flood';
    case 'unreached':
    case 'timed-out':
      return 'network';
    case 'unclear':
      return httpStatus === null && errorCode === null ? 'network' : 'platform';
    default:
      return 'refused';
  }
}

/** The part of a failure that is logged. */
export function loggable({ kind, errorCode, httpStatus, detail }: ZaloFailure) {
  return { kind, errorCode, httpStatus, detail };
}
