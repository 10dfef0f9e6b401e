import { describe, expect, it } from 'vitest';
import { RECEIVING } from './receiving-cases.ts';
import { expectDiscreet, openTown, PEOPLE, PLATFORMS } from './town.ts';

const LIMIT_MS = 240_000;

describe.each(PLATFORMS)('receiving from %s', (platform) => {
  const { unlucky } = PEOPLE[platform];
  const other = platform === 'telegram' ? PEOPLE.zalo.unlucky : PEOPLE.telegram.unlucky;
  const cases = RECEIVING.flatMap(({ [platform]: fault, ...rest }) =>
    fault === undefined ? [] : [{ fault, ...rest }],
  );

  it.each(cases)('$what', { timeout: LIMIT_MS }, async ({ fault, times, named }) => {
    const town = await openTown({}, { zaloMode: 'polling' });
    if (platform === 'telegram') town.telegram.faults.strike('getUpdates', fault as never, { times });
    else town.zalo.faults.strike('getUpdates', fault as never, { times });
    await town.until(() => !town.ready().ready);
    expect(town.ready().channels[platform]?.problem).not.toBeNull();
    const heard = town.read(other).length;
    const before = town.read(unlucky).length;
    town.say(other, '/lich');
    town.say(unlucky, '/lich');
    await town.until(() => town.read(other).length > heard && town.read(unlucky).length > before);
    await town.until(() => town.ready().ready);
    // Once each, on both platforms.
    expect([town.read(other).length - heard, town.read(unlucky).length - before]).toEqual([1, 1]);
    expect(town.logged().filter((line) => line.includes(`${platform}: `) && named.test(line))).not.toEqual([]);
    expectDiscreet(town);
  });

  it('nobody listens for an hour: what was written meanwhile is answered once, in its order', {
    timeout: LIMIT_MS,
  }, async () => {
    const town = await openTown({}, { zaloMode: 'polling' });
    const fake = platform === 'telegram' ? town.telegram : town.zalo;
    await fake.goDown();
    await town.until(() => !town.ready().ready);
    const before = town.read(unlucky).length;
    const heard = town.read(other).length;
    for (const words of ['/lich', '/caidat']) town.say(unlucky, words);
    town.say(other, '/lich');
    let back = false;
    town.time.after(3_600_000, () => {
      back = true;
    });
    await town.until(() => back && town.read(other).length > heard);
    await fake.comeBack();
    await town.until(() => town.read(unlucky).length >= before + 2 && town.ready().ready);
    const [first = '', second = ''] = town.read(unlucky).slice(before);
    expect(town.read(unlucky)).toHaveLength(before + 2);
    expect([first.includes('Lịch'), second.includes('Cài đặt')]).toEqual([true, true]);
  });
});

describe('a webhook', () => {
  it('that somebody took away is set again, and what is written then is answered', { timeout: LIMIT_MS }, async () => {
    const town = await openTown();
    const { url } = town.zalo.webhook();
    await fetch(`${town.zalo.url}/bot${town.zalo.token}/deleteWebhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(town.zalo.webhook().url).toBe('');
    await town.until(() => town.zalo.webhook().url === url);
    await town.until(() => town.ready().ready);
    const { unlucky } = PEOPLE.zalo;
    const before = town.read(unlucky).length;
    town.say(unlucky, '/lich');
    await town.until(() => town.read(unlucky).length > before);
    expect(town.logged().filter((line) => line.includes('the webhook was taken away'))).toHaveLength(1);
  });
});
