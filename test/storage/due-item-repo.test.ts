import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PeopledWave } from '../../src/app/due-ports.ts';
import type { Wave } from '../../src/domain/due-plan.ts';
import { HOUR } from '../../src/lib/clock.ts';
import { NOW, planOf, temporaryStorage } from './setup.ts';

const FAR = NOW + 1_000 * HOUR;

function start() {
  const { store, unitOfWork, database } = temporaryStorage();
  const campaign = unitOfWork.run(() => store.campaigns.savePlan(planOf(2022), NOW)).id;
  database.sqlite.pragma('foreign_keys = OFF');
  const wave = (code: string, dueAt: number, memberIds: readonly number[] | null = null): PeopledWave => ({
    wave: {
      code,
      kind: 'registration_closed',
      audience: memberIds === null ? 'office' : 'all',
      milestone: 'closing',
      dueAt,
      expiresAt: FAR,
      detail: code,
      prefix: `2022:${code}:`,
      suffix: ':x',
    },
    memberIds,
  });
  const key = (code: string, member: number | '-' = '-') => `2022:${code}:${member}:x`;
  const states = () =>
    Object.fromEntries(
      database.sqlite.prepare('SELECT key, state FROM due_item ORDER BY key').raw().all() as [string, string][],
    );
  const keys = (now: number) => store.dueItems.due(now).map((item) => item.key);
  return { dueItems: store.dueItems, campaign, wave, key, keys, states, store, unitOfWork };
}

describe('planning again', () => {
  it('adds what is new and drops what no longer falls due', () => {
    const { dueItems, campaign, wave, key, states } = start();
    dueItems.replan(campaign, [wave('a', NOW + 1), wave('b', NOW + 2)], NOW);
    dueItems.replan(campaign, [wave('b', NOW + 2), wave('c', NOW + 3)], NOW);
    expect(states()).toEqual({ [key('b')]: 'planned', [key('c')]: 'planned' });
  });

  it('writes nothing where nothing changed', () => {
    const { dueItems, campaign, wave } = start();
    const waves = [wave('a', NOW + 1, [1, 2, 3]), wave('b', NOW + 2)];
    expect(dueItems.replan(campaign, waves, NOW)).toBe(4);
    expect(dueItems.replan(campaign, waves, NOW)).toBe(0);
  });

  it('gives a newcomer theirs and takes from who left, and touches nobody else', () => {
    const { dueItems, campaign, wave, key, states } = start();
    dueItems.replan(campaign, [wave('a', NOW + 1, [1, 2, 3])], NOW);
    expect(dueItems.replan(campaign, [wave('a', NOW + 1, [2, 3, 4])], NOW)).toBe(2);
    expect(Object.keys(states())).toEqual([key('a', 2), key('a', 3), key('a', 4)]);
  });

  it('moves a row whose time changed', () => {
    const { dueItems, campaign, wave, key, keys } = start();
    dueItems.replan(campaign, [wave('a', NOW + 1)], NOW);
    dueItems.replan(campaign, [wave('a', NOW + HOUR)], NOW);
    expect(keys(NOW + 1)).toEqual([]);
    expect(keys(NOW + HOUR)).toEqual([key('a')]);
  });

  it('never plans again what fired or was skipped', () => {
    const { dueItems, campaign, wave, key, keys, states } = start();
    dueItems.replan(campaign, [wave('a', NOW), wave('b', NOW)], NOW - 1);
    dueItems.settle(key('a'), 'fired', NOW);
    dueItems.settle(key('b'), 'skipped', NOW);
    dueItems.replan(campaign, [wave('a', NOW + HOUR), wave('b', NOW + HOUR)], NOW);
    expect(states()).toEqual({ [key('a')]: 'fired', [key('b')]: 'skipped' });
    expect(keys(FAR)).toEqual([]);
  });

  it('keeps what is due already and not taken yet', () => {
    const { dueItems, campaign, wave, key, keys } = start();
    dueItems.replan(campaign, [wave('at eight', NOW)], NOW - HOUR);
    dueItems.replan(campaign, [wave('later', NOW + HOUR)], NOW + 30_000);
    expect(keys(NOW + 60_000)).toEqual([key('at eight')]);
  });

  it('leaves alone what was put off or asked for', () => {
    const { dueItems, campaign, wave, key, keys } = start();
    dueItems.replan(campaign, [wave('a', NOW + 1)], NOW);
    dueItems.postpone(key('a'), NOW + HOUR);
    const asked = { kind: 'snoozed', milestone: '', memberId: null, detail: null } as const;
    dueItems.add({ ...asked, key: 'asked', campaignId: campaign, dueAt: NOW + HOUR, expiresAt: FAR });
    dueItems.replan(campaign, [wave('a', NOW + 1)], NOW);
    expect(keys(NOW + 1)).toEqual([]);
    expect(keys(NOW + HOUR)).toEqual([key('a'), 'asked']);
  });

  it('leaves other campaigns alone', () => {
    const { dueItems, campaign, wave, key, states, store, unitOfWork } = start();
    const other = unitOfWork.run(() => store.campaigns.savePlan(planOf(2023), NOW)).id;
    dueItems.replan(campaign, [wave('a', NOW + 1)], NOW);
    dueItems.replan(other, [wave('b', NOW + 1)], NOW);
    dueItems.replan(other, [], NOW);
    expect(states()).toEqual({ [key('a')]: 'planned' });
  });

  it('changes nothing the second time, whatever fired in between', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 15 }), fc.nat(), (hours, pick) => {
        const { dueItems, campaign, wave, key, states } = start();
        const waves = hours.map((hour, index) => wave(`w${index}`, NOW + hour * HOUR, [1, 2]));
        dueItems.replan(campaign, waves, NOW);
        if (waves.length > 0) dueItems.settle(key(`w${pick % waves.length}`, 1), 'fired', NOW);
        const before = states();
        dueItems.replan(campaign, waves, NOW);
        expect(states()).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });
});

describe('what is due', () => {
  it('comes in the order of its time', () => {
    const { dueItems, campaign, wave, key, keys } = start();
    dueItems.replan(campaign, [wave('c', NOW + 3), wave('a', NOW + 1, [1]), wave('b', NOW + 2)], NOW);
    expect(keys(NOW + 2)).toEqual([key('a', 1), key('b')]);
  });

  it('is ended by whoever comes first', () => {
    const { dueItems, campaign, wave, key } = start();
    dueItems.replan(campaign, [wave('a', NOW + 1)], NOW);
    expect(dueItems.settle(key('a'), 'fired', NOW + 1)).toBe(true);
    expect(dueItems.settle(key('a'), 'fired', NOW + 1)).toBe(false);
  });

  it('of a kind ends at once, the last fired and those before it skipped', () => {
    const { dueItems, campaign, wave, key, states } = start();
    dueItems.replan(campaign, [wave('a', NOW + 1), wave('b', NOW + 2), wave('c', NOW + 9)], NOW);
    expect(dueItems.settleLatest(campaign, 'registration_closed', key('b'), NOW + 3)).toBe(true);
    expect(states()).toEqual({ [key('a')]: 'skipped', [key('b')]: 'fired', [key('c')]: 'planned' });
    expect(dueItems.settleLatest(campaign, 'registration_closed', key('b'), NOW + 3)).toBe(false);
  });

  it('next of some kinds is the earliest ahead', () => {
    const { dueItems, campaign, wave, key } = start();
    const digest: Wave = { ...wave('digest', NOW + 1).wave, kind: 'weekly_digest' };
    dueItems.replan(campaign, [{ wave: digest, memberIds: null }, wave('a', NOW + 2), wave('b', NOW + 3)], NOW);
    expect(dueItems.next(['registration_closed'], NOW)?.key).toBe(key('a'));
    expect(dueItems.next(['registration_closed', 'weekly_digest'], NOW)?.key).toBe(key('digest'));
    expect(dueItems.next(['registration_closed'], NOW + 2)?.key).toBe(key('b'));
    expect(dueItems.next(['registration_closed'], NOW + 3)).toBeNull();
  });

  it('is found by the beginning of its key, and nobody else’s', () => {
    const { dueItems, campaign, wave, key } = start();
    dueItems.replan(campaign, [wave('a', NOW + 1, [1, 11, 2])], NOW);
    expect(dueItems.withPrefix('2022:a:1:').map((item) => item.key)).toEqual([key('a', 1)]);
  });
});
