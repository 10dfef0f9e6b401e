import { expect, it } from 'vitest';
import { MINUTE } from '../../src/lib/clock.ts';
import { createMissLimit } from '../../src/web/miss-limit.ts';

function limit() {
  let now = 0;
  return { misses: createMissLimit(() => now), pass: (ms: number) => (now += ms) };
}

function missed({ miss }: ReturnType<typeof createMissLimit>, client: string, times: number): boolean {
  let over = false;
  for (let n = 0; n < times; n += 1) over = miss(client);
  return over;
}

it('thirty misses in ten minutes are one client’s share', () => {
  const { misses, pass } = limit();
  expect(missed(misses, 'a', 30)).toBe(false);
  expect(missed(misses, 'a', 1)).toBe(true);
  expect(missed(misses, 'b', 1)).toBe(false);
  pass(10 * MINUTE - 1);
  expect(missed(misses, 'a', 1)).toBe(true);
  pass(1);
  expect(missed(misses, 'a', 1)).toBe(false);
});

it('only so many clients are remembered: the longest known are forgotten first', () => {
  const { misses } = limit();
  missed(misses, 'first', 40);
  for (let n = 1; n < 5_000; n += 1) misses.miss(`client ${n}`);
  expect(misses.miss('first')).toBe(true);
  misses.miss('one more');
  expect(misses.miss('first')).toBe(false);
});
