import { describe, expect, it } from 'vitest';
import { createInbox, setUp } from './setup.ts';

const texts = (events: readonly { readonly body: unknown }[]) =>
  events.map(({ body }) => (body as { readonly text: string }).text);

describe('polling', () => {
  it('delivers what people write in the order of the platform', async () => {
    const { telegram, channel, inbox } = await setUp();
    await channel.start(inbox.receive);
    for (const word of ['một', 'hai', 'ba']) telegram.user(7).send(word);
    telegram.user(8).send('bốn');
    expect(texts(await inbox.holds(4))).toEqual(['một', 'hai', 'ba', 'bốn']);
  });

  it('delivers what was written while nobody listened', async () => {
    const { telegram, channel, inbox } = await setUp();
    telegram.user(7).send('xin chào');
    await channel.start(inbox.receive);
    expect(texts(await inbox.holds(1))).toEqual(['xin chào']);
  });

  it('hands a batch over whole, so that it is one commit', async () => {
    const { telegram, channel, inbox } = await setUp();
    for (let n = 0; n < 130; n += 1) telegram.user(7).send(`${n}`);
    await channel.start(inbox.receive);
    await inbox.holds(130);
    expect(inbox.batches.map((batch) => batch.length)).toEqual([100, 30]);
  });

  it('lets the platform forget an update only after the receiver has returned', async () => {
    const { telegram, channel, inbox, sleeper } = await setUp();
    inbox.refuse(2);
    telegram.user(7).send('một');
    await channel.start(inbox.receive);
    await sleeper.asleep(1_000);
    expect(channel.health()).toEqual({ state: 'degraded', problem: 'receiver' });
    expect(telegram.pending()).toHaveLength(1);
    await sleeper.wake(1_000);
    await sleeper.asleep(2_000);
    expect(telegram.pending()).toHaveLength(1);
    await sleeper.wake(2_000);
    await inbox.holds(1);
    await telegram.until(() => telegram.pending().length === 0);
    const keys = inbox.batches.map((batch) => batch.map(({ eventKey }) => eventKey));
    expect(keys).toEqual([['m:7:1'], ['m:7:1'], ['m:7:1']]);
    expect(channel.health()).toEqual({ state: 'receiving', problem: null });
  });

  it('keeps later messages behind a batch that is not stored yet', async () => {
    const { telegram, channel, inbox, sleeper } = await setUp();
    inbox.refuse(1);
    telegram.user(7).send('một');
    await channel.start(inbox.receive);
    await sleeper.asleep(1_000);
    telegram.user(7).send('hai');
    await sleeper.wake(1_000);
    expect(texts(await inbox.holds(2))).toEqual(['một', 'hai']);
  });

  it('gives the same keys again when it was killed between commit and confirmation', async () => {
    const { telegram, channel, another } = await setUp();
    const inbox = createInbox(() => void channel.stop());
    telegram.user(7).send('một');
    await channel.start(inbox.receive);
    await inbox.holds(1);
    await channel.stop();
    expect(telegram.pending()).toHaveLength(1);

    await another().start(inbox.receive);
    await inbox.changes.until(() => inbox.batches.length === 2);
    await telegram.until(() => telegram.pending().length === 0);
    expect(inbox.batches.flat().map(({ eventKey }) => eventKey)).toEqual(['m:7:1', 'm:7:1']);
    expect(inbox.events).toHaveLength(1);
  });

  it('gives the same key to an update that comes again under a new id', async () => {
    const { telegram, channel, inbox } = await setUp();
    await channel.start(inbox.receive);
    telegram.user(7).send('một');
    await inbox.holds(1);
    telegram.redeliver(telegram.history()[0]?.update_id ?? 0);
    await inbox.changes.until(() => inbox.batches.length === 2);
    expect(inbox.events).toHaveLength(1);
  });

  it('still receives when update ids start again at a lower number', async () => {
    const { telegram, time, channel, inbox } = await setUp();
    await channel.start(inbox.receive);
    telegram.user(7).send('trước');
    await inbox.holds(1);
    await telegram.until(() => telegram.calls('getUpdates').at(-1)?.params.offset);
    time.advance(50_000);
    await telegram.until(() => telegram.calls('getUpdates').at(-1)?.params.offset === undefined);
    telegram.continueUpdateIdsFrom(17);
    telegram.user(7).send('sau');
    expect(texts(await inbox.holds(2))).toEqual(['trước', 'sau']);
  });

  it('does not spin when the platform does not hold its polls', async () => {
    const { telegram, time, channel, inbox, sleeper } = await setUp();
    await channel.start(inbox.receive);
    for (let polls = 1; polls <= 4; polls += 1) {
      await telegram.until(() => telegram.calls('getUpdates').length === polls);
      time.advance(50_000);
    }
    await sleeper.asleep(1_000);
    expect(telegram.calls('getUpdates')).toHaveLength(4);
    await sleeper.wake(1_000);
    telegram.user(7).send('một');
    await inbox.holds(1);
  });

  it('never throws waiting updates away', async () => {
    const { telegram, channel, inbox } = await setUp();
    telegram.user(7).send('một');
    await channel.start(inbox.receive);
    await inbox.holds(1);
    await channel.stop();
    for (const { params } of telegram.calls()) {
      expect(params).not.toHaveProperty('drop_pending_updates');
      expect(Number(params.offset ?? 0)).toBeGreaterThanOrEqual(0);
    }
  });

  it('asks for the four kinds of update that it can use', async () => {
    const { telegram, channel, inbox } = await setUp();
    await channel.start(inbox.receive);
    const poll = await telegram.until(() => telegram.calls('getUpdates')[0]);
    const kinds = ['message', 'edited_message', 'callback_query', 'my_chat_member'];
    expect(poll.params).toEqual({ timeout: 50, limit: 100, allowed_updates: kinds });
  });

  it('skips updates that it cannot read and delivers the next one', async () => {
    const { telegram, channel, inbox, log } = await setUp();
    telegram.push('message', { message_id: 1, text: 'không có người gửi' });
    telegram.push('callback_query', { id: 'x', from: null, message: 5, data: 7 });
    telegram.push('brand_new_thing', { anything: true });
    telegram.user(7).send('vẫn nhận được');
    await channel.start(inbox.receive);
    expect(texts(await inbox.holds(1))).toEqual(['vẫn nhận được']);
    expect(log.lines.filter((line) => line.includes('unreadable'))).toHaveLength(2);
  });

  it('ends an open poll when it is stopped, and delivers nothing afterwards', async () => {
    const { telegram, channel, inbox } = await setUp();
    await channel.start(inbox.receive);
    await telegram.until(() => telegram.calls('getUpdates').length === 1);
    await channel.stop();
    await channel.stop();
    telegram.user(7).send('quá muộn');
    expect(channel.health()).toEqual({ state: 'stopped', problem: null });
    expect(inbox.batches).toEqual([]);
    expect(telegram.pending()).toHaveLength(1);
  });

  it('does not receive twice when it is started twice', async () => {
    const { telegram, channel, inbox } = await setUp();
    await Promise.all([channel.start(inbox.receive), channel.start(inbox.receive)]);
    telegram.user(7).send('một');
    await inbox.holds(1);
    await telegram.until(() => telegram.pending().length === 0);
    expect(telegram.calls('getMe')).toHaveLength(1);
    expect(inbox.batches).toHaveLength(1);
  });

  it('can be started again after a stop', async () => {
    const { telegram, channel, inbox } = await setUp();
    await channel.start(inbox.receive);
    await channel.stop();
    telegram.user(7).send('trở lại');
    await channel.start(inbox.receive);
    expect(texts(await inbox.holds(1))).toEqual(['trở lại']);
  });
});
