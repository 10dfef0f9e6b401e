import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SendLimits } from '../../src/channels/channel.ts';
import { HOUR, SECOND } from '../../src/lib/clock.ts';
import { createSendPace } from '../../src/runtime/send-pace.ts';

const LIMITS: SendLimits = { perSecond: 30, burst: 10, chatGapMs: 0, groupGapMs: 0, isGroup: () => false };

/** How many messages a pace lets out in a stretch of time, from a full bucket. */
function letsOut(ms: number, bulk: boolean): number {
  const pace = createSendPace(LIMITS);
  let count = 0;
  for (let now = 0; now < ms; now += 1) {
    while (pace.earliest(now, bulk) <= now) {
      pace.take(now);
      count += 1;
    }
  }
  return count;
}

it('bulk leaves at nearly the whole rate of the platform, evenly', () => {
  expect(letsOut(100 * SECOND, true)).toBeGreaterThanOrEqual(0.95 * 30 * 100);
  expect(letsOut(100 * SECOND, true)).toBeLessThanOrEqual(30 * 100);
  expect(letsOut(100, true)).toBeLessThanOrEqual(4);
});

it('answers may leave in a burst, and then at the same rate', () => {
  expect(letsOut(1, false)).toBe(10);
  expect(letsOut(10 * SECOND, false)).toBeLessThanOrEqual(10 + 30 * 10);
});

it('bulk leaves what a burst of answers needs', () => {
  const pace = createSendPace(LIMITS);
  for (let now = 0; now < 10 * SECOND; now += 1) {
    while (pace.earliest(now, true) <= now) pace.take(now);
  }
  for (let answer = 0; answer < 8; answer += 1) {
    expect(pace.earliest(10 * SECOND, false)).toBe(10 * SECOND);
    pace.take(10 * SECOND);
  }
  expect(pace.earliest(10 * SECOND, true)).toBeGreaterThan(10 * SECOND + 200);
});

it('never lets out more than a bucket of the platform itself would take', () => {
  const tries = fc.array(fc.record({ wait: fc.nat(200), bulk: fc.boolean() }), { maxLength: 200 });
  fc.assert(
    fc.property(tries, (given) => {
      const pace = createSendPace(LIMITS);
      let now = 0;
      let level: number = LIMITS.burst;
      for (const { wait, bulk } of given) {
        const at = pace.earliest(now + wait, bulk);
        level = Math.min(LIMITS.burst, level + ((at - now) * LIMITS.perSecond) / SECOND) - 1;
        now = at;
        expect(level).toBeGreaterThanOrEqual(0);
        pace.take(now);
      }
    }),
  );
});

it('a clock that is put back stops nothing', () => {
  const pace = createSendPace(LIMITS);
  for (let count = 0; count < 10; count += 1) pace.take(HOUR);
  expect(pace.earliest(0, false)).toBeLessThan(SECOND);
});

it('a channel without limits sends at once', () => {
  const pace = createSendPace(undefined);
  for (let count = 0; count < 1_000; count += 1) pace.take(5);
  expect([pace.earliest(5, true), pace.earliest(5, false)]).toEqual([5, 5]);
});
