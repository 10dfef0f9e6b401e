import type { SendOutcome } from '../channels/channel.ts';
import { HOUR, MINUTE, SECOND } from '../lib/clock.ts';

/** What to do with a row after a call to the platform. */
export type NextStep =
  | { readonly kind: 'sent'; readonly messageId: string | null }
  /** Try the row again after `afterMs`; `pauseAll` holds the whole channel back as long. */
  | { readonly kind: 'postpone'; readonly afterMs: number; readonly problem: string; readonly pauseAll: boolean }
  | { readonly kind: 'move'; readonly newChatId: string }
  | { readonly kind: 'unreachable'; readonly problem: string }
  | { readonly kind: 'give-up'; readonly state: 'failed' | 'unknown'; readonly problem: string };

/** A row that may have arrived is tried this often in all; then its fate is unknown and a person is asked. */
const AMBIGUOUS_ATTEMPTS = 2;
const AMBIGUOUS_PAUSE_MS = 5 * SECOND;
/** Tries of a row that certainly did not leave: with the growing pauses below about a day. */
const UNAVAILABLE_ATTEMPTS = 300;
const LONGEST_PAUSE_MS = 5 * MINUTE;
const UNAUTHORISED_PAUSE_MS = MINUTE;
/** Nobody says when a month's quota is filled up again: looked at often enough not to lose a day. */
const QUOTA_PAUSE_MS = HOUR;

/** Kinds for which a second copy is worse than none: everybody in the office would read it. */
const NEVER_TWICE: ReadonlySet<string> = new Set(['weekly_digest']);

/** Pause before the next try after `attempts` failures: 1, 2, 4 … seconds, at most five minutes. */
function pauseAfter(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, SECOND * 2 ** Math.min(attempts - 1, 20));
}

/** Decides after a call; `attempts` counts this one. */
export function nextStep(outcome: SendOutcome, kind: string, attempts: number): NextStep {
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'sent', messageId: outcome.messageId };
    case 'rate-limited': {
      const pauseAll = outcome.scope === 'all';
      return { kind: 'postpone', afterMs: outcome.retryAfterMs, problem: 'rate-limited', pauseAll };
    }
    case 'quota-exhausted':
      return { kind: 'postpone', afterMs: QUOTA_PAUSE_MS, problem: 'quota-exhausted', pauseAll: false };
    case 'chat-moved':
      return { kind: 'move', newChatId: outcome.newChatId };
    case 'recipient-gone':
      return { kind: 'unreachable', problem: outcome.detail };
    case 'rejected':
      return { kind: 'give-up', state: 'failed', problem: outcome.detail };
    case 'unauthorised':
      return { kind: 'postpone', afterMs: UNAUTHORISED_PAUSE_MS, problem: 'unauthorised', pauseAll: true };
    case 'ambiguous':
      return attempts >= AMBIGUOUS_ATTEMPTS || NEVER_TWICE.has(kind)
        ? { kind: 'give-up', state: 'unknown', problem: outcome.detail }
        : { kind: 'postpone', afterMs: AMBIGUOUS_PAUSE_MS, problem: outcome.detail, pauseAll: false };
    case 'unavailable':
      return attempts >= UNAVAILABLE_ATTEMPTS
        ? { kind: 'give-up', state: 'failed', problem: outcome.detail }
        : { kind: 'postpone', afterMs: pauseAfter(attempts), problem: outcome.detail, pauseAll: false };
  }
}
