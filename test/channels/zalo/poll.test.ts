import { describe, expect, it } from 'vitest';
import { setUp } from './setup.ts';

const texts = (events: readonly { readonly body: unknown }[]) =>
  events.map(({ body }) => (body as { readonly text: string }).text);

describe('polling', () => {
  it('delivers what people write, in order, one event a commit', async () => {
    const { zalo, channel, inbox, listening } = await setUp();
    await channel.start(inbox.receive);
    for (const word of ['một', 'hai', 'ba']) {
      await listening();
      zalo.person('Lan').say(word);
    }
    expect(texts(await inbox.holds(3))).toEqual(['một', 'hai', 'ba']);
    expect(inbox.batches.map((batch) => batch.length)).toEqual([1, 1, 1]);
  });

  it('takes a set webhook away first, because polls are deaf beside it', async () => {
    const { zalo, channel, inbox, listening } = await setUp();
    await call(zalo, 'setWebhook', { url: 'https://127.0.0.1:1/old', secret_token: 'bi-mat-cu' });
    await channel.start(inbox.receive);
    await listening();
    expect(zalo.webhook().url).toBe('');
    expect(zalo.calls().map(({ method }) => method)).toEqual([
      'setWebhook',
      'getMe',
      'getWebhookInfo',
      'deleteWebhook',
      'getUpdates',
    ]);
  });

  it('does not touch webhooks where none is set', async () => {
    const { zalo, channel, inbox, listening } = await setUp();
    await channel.start(inbox.receive);
    await listening();
    expect(zalo.calls('deleteWebhook')).toEqual([]);
  });

  it('takes away a webhook that is set later, and goes on', async () => {
    const { zalo, channel, inbox, sleeper, listening } = await setUp();
    await channel.start(inbox.receive);
    await listening();
    await call(zalo, 'setWebhook', { url: 'https://127.0.0.1:1/other', secret_token: 'bi-mat-khac' });
    zalo.quirks.unheard = 'kept';
    await sleeper.asleep(5_000);
    expect(channel.health()).toEqual({ state: 'degraded', problem: 'conflict' });
    await sleeper.wake(5_000);
    await listening();
    expect(zalo.webhook().url).toBe('');
    zalo.person('Lan').say('một');
    expect(texts(await inbox.holds(1))).toEqual(['một']);
    expect(channel.health()).toEqual({ state: 'receiving', problem: null });
  });

  it.each(['http-408', 'http-200'] as const)('takes an idle poll (%s) as normal', async (idlePoll) => {
    const { zalo, time, channel, inbox, log, listening } = await setUp({}, { quirks: { idlePoll } });
    await channel.start(inbox.receive);
    for (let polls = 1; polls <= 3; polls += 1) {
      await zalo.until(() => zalo.calls('getUpdates').length === polls && zalo.polling());
      time.advance(30_000);
    }
    await listening();
    zalo.person('Lan').say('một');
    await inbox.holds(1);
    expect(channel.health()).toEqual({ state: 'receiving', problem: null });
    expect(log.lines.filter((line) => line.includes('warn'))).toEqual([]);
  });

  it('does not spin when the platform does not hold its polls', async () => {
    const { zalo, channel, inbox, sleeper } = await setUp();
    zalo.faults.strike('getUpdates', { kind: 'answer', code: 408, description: 'timeout' }, { times: 4 });
    await channel.start(inbox.receive);
    await sleeper.asleep(1_000);
    expect(zalo.calls('getUpdates')).toHaveLength(4);
  });

  it('backs off before a server that sees too many polls', async () => {
    const { zalo, channel, inbox, sleeper, listening } = await setUp();
    zalo.faults.strike('getUpdates', { kind: 'page', status: 429 }, { times: 2 });
    await channel.start(inbox.receive);
    await sleeper.asleep(5_000);
    expect(channel.health()).toEqual({ state: 'degraded', problem: 'flood' });
    await sleeper.wake(5_000);
    await sleeper.wake(10_000);
    await listening();
  });

  it('keeps an event that could not be stored and stores it before it polls again', async () => {
    const { zalo, channel, inbox, sleeper, listening } = await setUp();
    inbox.refuse(2);
    await channel.start(inbox.receive);
    await listening();
    zalo.person('Lan').say('một');
    await sleeper.asleep(1_000);
    expect(channel.health()).toEqual({ state: 'degraded', problem: 'receiver' });
    await sleeper.wake(1_000);
    await sleeper.wake(2_000);
    expect(texts(await inbox.holds(1))).toEqual(['một']);
    await listening();
    expect(new Set(inbox.batches.flat().map(({ eventKey }) => eventKey)).size).toBe(1);
    expect(zalo.calls('getUpdates')).toHaveLength(2);
    expect(channel.health()).toEqual({ state: 'receiving', problem: null });
  });

  it('offers what was not stored once more at a stop, and again after the next start', async () => {
    const { zalo, channel, inbox, sleeper, listening } = await setUp();
    inbox.refuse(2);
    await channel.start(inbox.receive);
    await listening();
    zalo.person('Lan').say('một');
    await sleeper.asleep(1_000);
    await channel.stop();
    expect(inbox.batches).toHaveLength(2);
    await channel.start(inbox.receive);
    await sleeper.wake(1_000);
    expect(texts(await inbox.holds(1))).toEqual(['một']);
  });

  it('waits a second after a message that it knows, and takes the next one', async () => {
    const { zalo, channel, inbox, sleeper, listening } = await setUp();
    await channel.start(inbox.receive);
    await listening();
    const first = zalo.person('Lan').say('một');
    await inbox.holds(1);
    await listening();
    zalo.redeliver(first);
    await sleeper.asleep(1_000);
    const polls = zalo.calls('getUpdates').length;
    zalo.quirks.unheard = 'kept';
    zalo.person('Lan').say('hai');
    expect(zalo.calls('getUpdates')).toHaveLength(polls);
    await sleeper.wake(1_000);
    expect(texts(await inbox.holds(2))).toEqual(['một', 'hai']);
  });

  it('goes past events that nobody knows, and names them in the log', async () => {
    const { zalo, channel, inbox, log, listening } = await setUp();
    await channel.start(inbox.receive);
    await listening();
    zalo.push({
      event_name: 'message.reaction.received',
      message: { message_id: 'm1', chat: { id: 'x', chat_type: 'PRIVATE' } },
    });
    expect(await log.written('event left out')).toContain('message.reaction.received');
    await listening();
    zalo.person('Lan').say('một');
    expect(texts(await inbox.holds(1))).toEqual(['một']);
  });

  it('ends a poll that hangs and polls again', async () => {
    const { zalo, channel, inbox, sleeper, listening } = await setUp();
    zalo.faults.strike('getUpdates', { kind: 'hang-before' });
    await channel.start(inbox.receive);
    await zalo.until(() => zalo.calls('getUpdates')[0]?.outcome === 'hanging');
    await sleeper.wake(45_000);
    await sleeper.wake(1_000);
    await listening();
  });

  it('goes on when the platform was away', async () => {
    const { zalo, channel, inbox, sleeper, listening } = await setUp();
    await channel.start(inbox.receive);
    await listening();
    await zalo.goDown();
    await sleeper.asleep(1_000);
    expect(channel.health()).toEqual({ state: 'degraded', problem: 'network' });
    await zalo.comeBack();
    await sleeper.wake(1_000);
    await listening();
    zalo.person('Lan').say('một');
    await inbox.holds(1);
  });

  it.each([401, 403, 404])('stops loudly when the token is refused with %i', async (code) => {
    const { zalo, channel, inbox, log } = await setUp();
    zalo.faults.strike('getMe', { kind: 'answer', code, description: 'no' });
    await channel.start(inbox.receive);
    expect(channel.health()).toEqual({ state: 'stopped', problem: 'unauthorised' });
    await channel.stop();
    expect(channel.health()).toEqual({ state: 'stopped', problem: 'unauthorised' });
    expect(log.lines.join()).toContain('token refused');
    expect(zalo.calls('getUpdates')).toEqual([]);
  });

  it('stops when the token is refused later', async () => {
    const { zalo, channel, inbox, log } = await setUp();
    zalo.faults.strike('getUpdates', { kind: 'answer', code: 401, description: 'no' });
    await channel.start(inbox.receive);
    await log.written('token refused');
    expect(channel.health()).toEqual({ state: 'stopped', problem: 'unauthorised' });
  });

  it('knows the address of the bot for the printed code once it was told', async () => {
    const { zalo, channel, inbox } = await setUp();
    expect(channel.account?.()).toBeNull();
    await channel.start(inbox.receive);
    expect(channel.account?.()).toBe(zalo.bot.id);
  });
});

function call(zalo: { readonly url: string; readonly token: string }, method: string, params: object) {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${zalo.url}/bot${zalo.token}/${method}`, { method: 'POST', headers, body: JSON.stringify(params) });
}
