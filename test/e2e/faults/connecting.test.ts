import { describe, expect, it } from 'vitest';
import { CONNECTING } from './connecting-cases.ts';
import { enqueue, expectDiscreet, fate, openTown, PEOPLE, PLATFORMS } from './town.ts';

const LIMIT_MS = 240_000;

describe.each(PLATFORMS)('connecting to %s', (platform) => {
  const { unlucky } = PEOPLE[platform];
  const other = platform === 'telegram' ? PEOPLE.zalo.unlucky : PEOPLE.telegram.unlucky;

  it.each(CONNECTING)('$what', { timeout: LIMIT_MS }, async ({ root, named }) => {
    const town = await openTown({}, { roots: { [platform]: await root() } });
    const keys = (['answer', 'reminder'] as const).map((lane) => enqueue(town, unlucky, `chờ ${lane}`, lane));
    const tried = () => keys.some((key) => fate(town, key).problem !== null);
    await town.until(() => tried() && keys.every((key) => fate(town, key).state === 'pending'));
    // Nothing is given up, and nothing is in doubt: it did not leave, and what is behind it waits.
    const problems = keys.map((key) => fate(town, key).problem).filter((problem) => problem !== null);
    for (const problem of problems) expect(problem).toMatch(named);
    expect(town.ready().channels[platform]?.problem).toBe('network');
    const heard = town.read(other).length;
    town.say(other, '/lich');
    await town.until(() => town.read(other).length > heard);
    await town.until(() => town.logged().some((line) => line.includes(`${platform}: `) && named.test(line)));
    expectDiscreet(town);
  });
});
