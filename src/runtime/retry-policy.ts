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

const AMBIGUOUS_PAUSE_MS = 5 * SECOND;
/** Tries of a row that certainly did not leave: with the growing pauses below about a day. */
const UNAVAILABLE_ATTEMPTS = 300;
const LONGEST_PAUSE_MS = 5 * MINUTE;
const UNAUTHORISED_PAUSE_MS = MINUTE;
/** Nobody says when a month's quota is filled up again: looked at often enough not to lose a day. */
const QUOTA_PAUSE_MS = HOUR;

/** Tries in all of a message that may have arrived; then its fate is unknown, and a person is asked by its code. */
const ONCE = 1;
const TWICE = 2;
const OFTEN = 5;

/**
 * The policy for ambiguous outcomes by kind. What is not listed is tried twice: an answer or a notice that is read twice
 * is a nuisance, one that is missing stops somebody's work.
 */
const AMBIGUOUS_ATTEMPTS: Readonly<Record<string, number>> = {
  // Setting the same menu again changes nothing.
  menu: OFTEN,
  // Read by many, or by those whom the bot must not nag; the next one says the same again.
  weekly_digest: ONCE,
  digest_picture: ONCE,
  division_list: ONCE,
  secretary_list: ONCE,
  // Whoever was reminded twice in a minute stops reading reminders; the next date brings another.
  registration_reminder: ONCE,
  review_reminder: ONCE,
  final_review_reminder: ONCE,
  dossiers_reminder: ONCE,
  custom_reminder: ONCE,
  snoozed: ONCE,
};

/** Whether a message of this kind that may have arrived is never sent again. */
export function isTriedOnce(kind: string): boolean {
  return AMBIGUOUS_ATTEMPTS[kind] === ONCE;
}

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
      return attempts >= (AMBIGUOUS_ATTEMPTS[kind] ?? TWICE)
        ? { kind: 'give-up', state: 'unknown', problem: outcome.detail }
        : { kind: 'postpone', afterMs: AMBIGUOUS_PAUSE_MS, problem: outcome.detail, pauseAll: false };
    case 'unavailable':
      return attempts >= UNAVAILABLE_ATTEMPTS
        ? { kind: 'give-up', state: 'failed', problem: outcome.detail }
        : { kind: 'postpone', afterMs: pauseAfter(attempts), problem: outcome.detail, pauseAll: false };
  }
}
