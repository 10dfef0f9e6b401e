import { describe, expect, it } from 'vitest';
import { setUp } from './setup.ts';

describe('polling in trouble', () => {
  it.each([
    ['a 502 page', { kind: 'page', status: 502 }, 'platform', 1_000],
    ['a broken connection', { kind: 'drop-before' }, 'network', 1_000],
    ['a flood', { kind: 'answer', code: 429, description: 'x', parameters: { retry_after: 7 } }, 'flood', 7_000],
    ['a page instead of an answer', { kind: 'page', status: 200 }, 'network', 1_000],
    ['a refusal', { kind: 'answer', code: 400, description: 'Bad Request: strange' }, 'refused', 1_000],
  ] as const)('goes on after %s and says so meanwhile', async (_what, fault, problem, waitMs) => {
    const { telegram, channel, inbox, sleeper } = await setUp();
    telegram.faults.strike('getUpdates', fault);
    await channel.start(inbox.receive);
    await sleeper.asleep(waitMs);
    expect(channel.health()).toEqual({ state: 'degraded', problem });
    telegram.user(7).send('một');
    await sleeper.wake(waitMs);
    await inbox.holds(1);
    expect(channel.health()).toEqual({ state: 'receiving', problem: null });
  });

  it('waits longer each time, at most 30 s: a tap lives 150 s on the platform', async () => {
    const { telegram, channel, inbox, sleeper } = await setUp();
    telegram.faults.strike('getUpdates', { kind: 'drop-before' }, { times: 7 });
    await channel.start(inbox.receive);
    for (const waitMs of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) await sleeper.wake(waitMs);
    telegram.user(7).send('một');
    await inbox.holds(1);
  });

  it('gives a poll up after 65 s without an answer', async () => {
    const { telegram, channel, inbox, sleeper } = await setUp();
    telegram.faults.strike('getUpdates', { kind: 'hang-before' });
    await channel.start(inbox.receive);
    await telegram.until(() => telegram.calls('getUpdates').some(({ outcome }) => outcome === 'hanging'));
    await sleeper.wake(65_000);
    await sleeper.wake(1_000);
    telegram.user(7).send('một');
    await inbox.holds(1);
  });

  it('steps back for a second consumer of the same token, and says so', async () => {
    const { telegram, channel, another, inbox, sleeper } = await setUp();
    await channel.start(inbox.receive);
    await telegram.until(() => telegram.calls('getUpdates').length === 1);
    const other = another();
    await other.start(inbox.receive);
    await sleeper.asleep(5_000);
    expect(channel.health()).toEqual({ state: 'degraded', problem: 'conflict' });
    await other.stop();
    await sleeper.wake(5_000);
    telegram.user(7).send('một');
    await inbox.holds(1);
    expect(channel.health().state).toBe('receiving');
  });

  it('takes away a webhook that keeps it from polling', async () => {
    const { telegram, channel, inbox, sleeper } = await setUp();
    await channel.start(inbox.receive);
    await telegram.until(() => telegram.calls('getUpdates').length === 1);
    await fetch(`${telegram.url}/bot${telegram.token}/setWebhook?url=${encodeURIComponent('http://127.0.0.1:9/')}`);
    await sleeper.wake(5_000);
    telegram.user(7).send('một');
    await inbox.holds(1);
    expect(telegram.calls('deleteWebhook')).toHaveLength(2);
  });

  it.each([
    ['at the start', 'getMe', 401, 'Unauthorized'],
    ['at the start, where its form is wrong', 'getMe', 404, 'Not Found'],
    ['while polling', 'getUpdates', 401, 'Unauthorized'],
  ])('stops for good and loudly when the token is refused %s', async (_when, method, code, description) => {
    const { telegram, channel, inbox, log } = await setUp();
    telegram.faults.strike(method, { kind: 'answer', code, description });
    await channel.start(inbox.receive);
    expect(await log.written('token refused')).toMatch(/^\["error"/);
    expect(channel.health()).toEqual({ state: 'stopped', problem: 'unauthorised' });
    expect(telegram.calls(method)).toHaveLength(1);
  });

  it('is refused with a token that is not the bot’s', async () => {
    const { channel, inbox } = await setUp({ token: '4242424242:AAanotherTokenThatIsWrong_0123456789' });
    await channel.start(inbox.receive);
    expect(channel.health()).toEqual({ state: 'stopped', problem: 'unauthorised' });
  });

  it('starts while the platform is down, and receives once it is there', async () => {
    const { telegram, channel, inbox, sleeper } = await setUp();
    await telegram.goDown();
    await channel.start(inbox.receive);
    expect(channel.health()).toEqual({ state: 'degraded', problem: 'network' });
    await sleeper.wake(1_000);
    await sleeper.asleep(2_000);
    await telegram.comeBack();
    telegram.user(7).send('một');
    await sleeper.wake(2_000);
    await inbox.holds(1);
    expect(channel.health()).toEqual({ state: 'receiving', problem: null });
  });

  it('does not make a start wait for a platform that does not answer', async () => {
    const { telegram, channel, inbox, sleeper } = await setUp();
    telegram.faults.strike('getMe', { kind: 'hang-before' });
    const started = channel.start(inbox.receive);
    await sleeper.wake(3_000);
    await started;
    expect(channel.health().state).toBe('starting');
    await channel.stop();
  });

  it('survives the platform going away and coming back', async () => {
    const { telegram, channel, inbox, sleeper } = await setUp();
    await channel.start(inbox.receive);
    await telegram.until(() => telegram.calls('getUpdates').length === 1);
    await telegram.goDown();
    await sleeper.asleep(1_000);
    await telegram.comeBack();
    telegram.user(7).send('một');
    await sleeper.wake(1_000);
    await inbox.holds(1);
  });

  it('finds the Bot API below a path', async () => {
    const { telegram, channel, inbox } = await setUp({}, { basePath: '/telegram' });
    telegram.user(7).send('một');
    await channel.start(inbox.receive);
    await inbox.holds(1);
  });
});
