import type { Hours } from './hours.ts';

/**
 * Messages that a person may do without: the weekly digest, and lists of how others stand. Ballots, receipts and the
 * reminder of one's own duty are not among them: who misses those misses a right or a deadline.
 */
export const OPTIONAL_MESSAGES = ['digest', 'lists'] as const;
export type OptionalMessage = (typeof OPTIONAL_MESSAGES)[number];

/** What a person has asked for: hours without messages beside the office's own, and messages not wanted. */
export interface Preferences {
  readonly quiet: Hours | null;
  readonly muted: readonly OptionalMessage[];
}

/** Of everybody who has chosen nothing. */
export const DEFAULT_PREFERENCES: Preferences = { quiet: null, muted: [] };
