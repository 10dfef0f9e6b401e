import type { TextKey, TextParams } from '../conversation/text-key.ts';

/** One finding of `doctor`. */
export interface Check {
  /** Stable, for scripts; at most one finding of a run has it. */
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly key: TextKey;
  readonly params: TextParams;
  /** What to do; null where nothing is amiss. Its text may use the finding's values. */
  readonly advice: TextKey | null;
}

/** Shorthand for a finding; what is not, or may not be, in order says what to do. */
export function check(name: string, status: 'ok', key: TextKey, params?: TextParams): Check;
export function check(name: string, status: Check['status'], key: TextKey, params: TextParams, advice: TextKey): Check;
export function check(
  name: string,
  status: Check['status'],
  key: TextKey,
  params: TextParams = {},
  advice: TextKey | null = null,
): Check {
  return { name, status, key, params, advice: status === 'ok' ? null : advice };
}
