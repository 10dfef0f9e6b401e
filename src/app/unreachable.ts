/** Why an account gets no messages, as far as it tells what to do about it. */
export type UnreachableCause = 'blocked' | 'deactivated' | 'gone';

/** Reads the cause out of what the platform answered (or `blocked`, when it told so itself). */
export function unreachableCause(reason: string | null): UnreachableCause {
  if (reason === null) return 'gone';
  if (/deactivated|deleted/i.test(reason)) return 'deactivated';
  return /block|^403/i.test(reason) ? 'blocked' : 'gone';
}
