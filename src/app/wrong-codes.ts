import { ATTEMPT_WINDOW_MS, MOST_ATTEMPTS, MOST_ATTEMPTS_OVERALL } from '../domain/invite-code.ts';
import type { EpochMs } from '../lib/clock.ts';
import { keepValue, keptValue } from './kept-value.ts';
import type { Account, Store, Work } from './ports.ts';

/** What counting wrong codes needs. */
export type CodeWork = Pick<Work, 'now'> & { readonly store: Pick<Store, 'invites' | 'settings'> };

/** How many wrong codes came from everybody since an instant; `told`: the secretary knows. */
interface Overall {
  readonly since: EpochMs;
  readonly failures: number;
  readonly told: boolean;
}

const OVERALL = 'wrong_codes';

/** Whether an account has tried too often, or so many others have that no code is taken for the rest of the hour. */
export function codeBlock(work: CodeWork, account: Account): 'code_blocked' | 'codes_paused' | null {
  if (recentOf(work, account).failures >= MOST_ATTEMPTS) return 'code_blocked';
  return overallOf(work).failures >= MOST_ATTEMPTS_OVERALL ? 'codes_paused' : null;
}

/** Counts a wrong code, for the account and for all together. */
export function countWrongCode(work: CodeWork, account: Account): void {
  const recent = recentOf(work, account);
  work.store.invites.recordAttempts(account, recent.failures + 1, recent.since);
  const overall = overallOf(work);
  keep(work, { ...overall, failures: overall.failures + 1 });
}

/** True once for each time that codes are paused: then somebody has to be told. */
export function takePauseNews(work: CodeWork): boolean {
  const overall = overallOf(work);
  if (overall.failures < MOST_ATTEMPTS_OVERALL || overall.told) return false;
  keep(work, { ...overall, told: true });
  return true;
}

function recentOf({ store, now }: CodeWork, account: Account): { readonly failures: number; readonly since: EpochMs } {
  const known = store.invites.attempts(account);
  const current = known !== null && now - known.windowStartedAt < ATTEMPT_WINDOW_MS;
  return current ? { failures: known.failures, since: known.windowStartedAt } : { failures: 0, since: now };
}

function overallOf({ store, now }: CodeWork): Overall {
  const known = keptValue<Overall>(store, OVERALL);
  return known !== null && now - known.since < ATTEMPT_WINDOW_MS ? known : { since: now, failures: 0, told: false };
}

function keep({ store }: CodeWork, overall: Overall): void {
  keepValue(store, OVERALL, overall);
}
