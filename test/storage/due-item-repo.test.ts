import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DueItem } from '../../src/app/ports.ts';
import { HOUR } from '../../src/lib/clock.ts';
import { NOW, planOf, temporaryStorage } from './setup.ts';

const FAR = NOW + 1_000 * HOUR;

function start() {
  const { store, unitOfWork, database } = temporaryStorage();
  const campaign = unitOfWork.run(() => store.campaigns.savePlan(planOf(2022), NOW)).id;
  const item = (key: string, dueAt: number, campaignId = campaign): DueItem => ({
    key,
    campaignId,
    kind: 'registration_closed',
    memberId: null,
    milestone: 'closing',
    dueAt,
    expiresAt: FAR,
    detail: null,
  });
  const states = () =>
    Object.fromEntries(
      database.sqlite.prepare('SELECT key, state FROM due_item ORDER BY key').raw().all() as [string, string][],
    );
  return { dueItems: store.dueItems, campaign, item, states, store, unitOfWork };
}

describe('planning again', () => {
  it('adds what is new and drops what no longer falls due', () => {
    const { dueItems, campaign, item, states } = start();
    dueItems.replan(campaign, [item('a', NOW + 1), item('b', NOW + 2)], NOW);
    dueItems.replan(campaign, [item('b', NOW + 2), item('c', NOW + 3)], NOW);
    expect(states()).toEqual({ b: 'planned', c: 'planned' });
  });

  it('moves a row whose time changed', () => {
    const { dueItems, campaign, item } = start();
    dueItems.replan(campaign, [item('a', NOW + 1)], NOW);
    dueItems.replan(campaign, [item('a', NOW + HOUR)], NOW);
    expect(dueItems.due(NOW + 1, 10)).toEqual([]);
    expect(dueItems.due(NOW + HOUR, 10).map(({ key }) => key)).toEqual(['a']);
  });

  it('never plans again what fired or was skipped', () => {
    const { dueItems, campaign, item, states } = start();
    dueItems.replan(campaign, [item('a', NOW), item('b', NOW)], NOW - 1);
    dueItems.settle('a', 'fired', NOW);
    dueItems.settle('b', 'skipped', NOW);
    dueItems.replan(campaign, [item('a', NOW + HOUR), item('b', NOW + HOUR)], NOW);
    expect(states()).toEqual({ a: 'fired', b: 'skipped' });
    expect(dueItems.due(FAR, 10)).toEqual([]);
  });

  it('does not lose what is due and has not been taken yet', () => {
    const { dueItems, campaign, item } = start();
    dueItems.replan(campaign, [item('at eight', NOW)], NOW - HOUR);
    dueItems.replan(campaign, [item('later', NOW + HOUR)], NOW + 30_000);
    expect(dueItems.due(NOW + 60_000, 10).map(({ key }) => key)).toEqual(['at eight']);
  });

  it('leaves other campaigns alone', () => {
    const { dueItems, campaign, item, states, store, unitOfWork } = start();
    const other = unitOfWork.run(() => store.campaigns.savePlan(planOf(2023), NOW)).id;
    dueItems.replan(campaign, [item('a', NOW + 1)], NOW);
    dueItems.replan(other, [item('b', NOW + 1, other)], NOW);
    dueItems.replan(other, [], NOW);
    expect(states()).toEqual({ a: 'planned' });
  });

  it('twice with the same items changes nothing, whatever fired in between', () => {
    const times = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 });
    const { dueItems, campaign, item, states } = start();
    let round = 0;
    fc.assert(
      fc.property(times, fc.nat(), (dues, pick) => {
        round += 1;
        const items = dues.map((due) => item(`${round}:${due}`, NOW + due));
        dueItems.replan(campaign, items, NOW);
        dueItems.settle(items[pick % items.length]?.key ?? '', 'fired', NOW);
        const before = states();
        dueItems.replan(campaign, items, NOW);
        expect(states()).toEqual(before);
      }),
      { numRuns: 25 },
    );
  });
});

describe('what is due', () => {
  it('comes in the order of its time, as many as asked', () => {
    const { dueItems, campaign, item } = start();
    dueItems.replan(campaign, [item('c', NOW + 3), item('a', NOW + 1), item('b', NOW + 2)], NOW);
    expect(dueItems.due(NOW + 2, 10).map(({ key }) => key)).toEqual(['a', 'b']);
    expect(dueItems.due(FAR, 1).map(({ key }) => key)).toEqual(['a']);
  });

  it('next is the first of a kind after a moment', () => {
    const { dueItems, campaign, item } = start();
    const digest = { ...item('digest', NOW + 1), kind: 'weekly_digest' } as const;
    dueItems.replan(campaign, [digest, item('a', NOW + 2), item('b', NOW + 3)], NOW);
    expect(dueItems.next(['registration_closed'], NOW)?.key).toBe('a');
    expect(dueItems.next(['registration_closed', 'weekly_digest'], NOW)?.key).toBe('digest');
    expect(dueItems.next(['registration_closed'], NOW + 2)?.key).toBe('b');
    expect(dueItems.next(['registration_closed'], NOW + 3)).toBeNull();
  });
});
