import type { Problem } from '../platform/health.ts';
import type { ApiFailure } from './failure.ts';

const FIRST_MS = 1_000;
/** Below the 150 s for which a button tap waits on the platform. */
const LONGEST_MS = 30_000;
/** Another consumer's long poll may hold for 50 s: asking again at once would only end it again and again. */
const CONFLICT_FIRST_MS = 5_000;

/** How long to wait before attempt number `attempt` (1 = first repetition), in ms. */
export function backOffMs(attempt: number, failure?: ApiFailure): number {
  if (failure?.kind === 'flood') return failure.retryAfterMs;
  const first = failure?.kind === 'conflict' ? CONFLICT_FIRST_MS : FIRST_MS;
  return Math.min(LONGEST_MS, first * 2 ** Math.min(attempt - 1, 10));
}

/** The code under which a failed receiving call shows in the channel's health. */
export function problemOf(failure: ApiFailure): Problem {
  switch (failure.kind) {
    case 'unauthorised':
    case 'conflict':
    case 'flood':
      return failure.kind;
    case 'unreached':
      return 'network';
    case 'unclear':
      return /^5\d\d /.test(failure.detail) ? 'platform' : 'network';
    default:
      return 'refused';
  }
}

/** The part of a failure that may be logged. */
export function loggable(failure: ApiFailure): { readonly kind: string; readonly detail: string } {
  return { kind: failure.kind, detail: 'detail' in failure ? failure.detail : '' };
}
