import type { TextKey, TextParams } from '../conversation/text-key.ts';

/** One finding of `doctor`. */
export interface Check {
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly key: TextKey;
  readonly params: TextParams;
}

/** Shorthand for a finding. */
export function check(name: string, status: Check['status'], key: TextKey, params: TextParams = {}): Check {
  return { name, status, key, params };
}
