import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTokenBuckets, type Pace } from '../../src/lib/token-bucket.ts';

const PACE: Pace = { burst: 5, refillMs: 100, calm: 2 };
const never = () => {};

it('gives its burst, then one for each refill, and says how many were turned away', () => {
  const buckets = createTokenBuckets(PACE, 10, never);
  const taken = Array.from({ length: 7 }, () => buckets.take('a', 0));
  expect(taken.filter(({ ok }) => ok)).toHaveLength(5);
  expect(taken.slice(5)).toEqual([
    { ok: false, first: true, waitMs: 200 },
    { ok: false, first: false, waitMs: 200 },
  ]);
  expect(buckets.take('a', 100)).toEqual({ ok: false, first: false, waitMs: 100 });
  expect(buckets.take('a', 200)).toEqual({ ok: true, missed: 3 });
  expect(buckets.take('b', 200)).toEqual({ ok: true, missed: 0 });
});

it('takes an instant before the last one for the last one', () => {
  const buckets = createTokenBuckets(PACE, 10, never);
  for (let index = 0; index < 5; index += 1) buckets.take('a', 1_000);
  expect(buckets.take('a', 0).ok).toBe(false);
});

it('takes back what belongs to work that was undone', () => {
  const undos: (() => void)[] = [];
  const buckets = createTokenBuckets(PACE, 10, (undo) => undos.push(undo));
  for (let index = 0; index < 6; index += 1) buckets.take('a', 0);
  for (const undo of undos.splice(0).reverse()) undo();
  expect(Array.from({ length: 6 }, () => buckets.take('a', 0).ok)).toEqual([true, true, true, true, true, false]);
});

it('remembers only so many keys: the one that rested longest begins anew', () => {
  const buckets = createTokenBuckets({ ...PACE, burst: 1 }, 2, never);
  for (const key of ['a', 'b', 'a', 'c']) buckets.take(key, 0);
  expect(buckets.take('a', 0).ok).toBe(false);
  expect(buckets.take('b', 0).ok).toBe(true);
});

it('lets in at most the burst and what came together, whatever the times are', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 5_000 }), { maxLength: 200 }), (times) => {
      const buckets = createTokenBuckets(PACE, 10, never);
      const served = times.filter((at) => buckets.take('a', at).ok).length;
      const latest = Math.max(0, ...times);
      expect(served).toBeLessThanOrEqual(PACE.burst + latest / PACE.refillMs);
    }),
  );
});
