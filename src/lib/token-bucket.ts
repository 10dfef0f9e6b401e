import type { EpochMs } from './clock.ts';

/** How fast something may come. */
export interface Pace {
  /** So many at once. */
  readonly burst: number;
  /** Then one in this time, ms. */
  readonly refillMs: number;
  /** Whoever was too fast is let in again once so many have come together: the answer does not flicker. */
  readonly calm: number;
}

/** What a bucket gives. */
export type Taken =
  /** `missed`: how many were turned away since the last one that was let in. */
  | { readonly ok: true; readonly missed: number }
  /** `first`: nobody was turned away just before; `waitMs`: when it is let in again if nothing more comes. */
  | { readonly ok: false; readonly first: boolean; readonly waitMs: number };

/** A bucket of tokens for each key, all of one pace. */
export interface TokenBuckets {
  /** Takes one of the key's tokens at an instant; an instant before the last one counts as the last one. */
  take(key: string, at: EpochMs): Taken;
}

interface Bucket {
  readonly tokens: number;
  readonly at: EpochMs;
  readonly missed: number;
}

/**
 * Full buckets for at most `mostKeys` keys; beyond it the one that rested longest is forgotten, and full again. `onUndo` is
 * told how to take a change back with the work that it belongs to.
 */
export function createTokenBuckets(
  { burst, refillMs, calm }: Pace,
  mostKeys: number,
  onUndo: (undo: () => void) => void,
): TokenBuckets {
  const buckets = new Map<string, Bucket>();

  function put(key: string, bucket: Bucket | undefined): void {
    // Taken out first, so that the order is that of the last change.
    buckets.delete(key);
    if (bucket !== undefined) buckets.set(key, bucket);
  }

  function replace(key: string, next: Bucket): void {
    const before = buckets.get(key);
    const [oldest] = buckets.keys();
    if (before === undefined && buckets.size >= mostKeys && oldest !== undefined) buckets.delete(oldest);
    put(key, next);
    onUndo(() => put(key, before));
  }

  return {
    take(key, at) {
      const known = buckets.get(key) ?? { tokens: burst, at, missed: 0 };
      const now = Math.max(known.at, at);
      const tokens = Math.min(burst, known.tokens + (now - known.at) / refillMs);
      const needed = known.missed === 0 ? 1 : calm;
      if (tokens >= needed) {
        replace(key, { tokens: tokens - 1, at: now, missed: 0 });
        return { ok: true, missed: known.missed };
      }
      replace(key, { tokens, at: now, missed: known.missed + 1 });
      return { ok: false, first: known.missed === 0, waitMs: Math.ceil((calm - tokens) * refillMs) };
    },
  };
}
