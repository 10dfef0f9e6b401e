import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { CAST } from '../../support/office.ts';
import { textOf } from '../../support/phone.ts';
import { zaloPhone } from '../../support/zalo-phone.ts';
import { closeWithTest, START, setUp } from './setup.ts';

const { staff } = CAST;
const DAY_MS = 86_400_000;

describe('sends to Zalo', () => {
  it('leave nothing behind on the signal that could end them', async () => {
    const { zalo, channel } = await setUp();
    const { signal } = new AbortController();
    const people = Array.from({ length: 9 }, (_, number) => zalo.person(`người ${number}`));
    for (const person of people) person.say('xin chào');
    zalo.faults.strike('sendMessage', { kind: 'drop-after' }, { times: 4 });
    await Promise.all(people.map(({ id }) => channel.send(id, { type: 'text', text: 'x' }, signal)));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('answer late without being sent a second time', async () => {
    const { zalo, time, channel } = await setUp();
    const lan = zalo.person('Lan');
    lan.say('xin chào');
    zalo.faults.strike('sendMessage', { kind: 'slow', ms: 19_000 });
    const sending = channel.send(lan.id, { type: 'text', text: 'x' }, new AbortController().signal);
    await zalo.until(() => zalo.calls('sendMessage').length === 1);
    time.advance(19_000);
    expect((await sending).kind).toBe('sent');
    expect(lan.messages()).toHaveLength(1);
  });
});

describe('polls of Zalo', () => {
  it.each([
    ['a page', { kind: 'page', status: 502 }],
    ['a reset', { kind: 'drop-before' }],
    ['anything as a result', { kind: 'result', result: 'xin chào' }],
    ['a list as a result', { kind: 'result', result: [] }],
    ['nothing as a result', { kind: 'result', result: null }],
  ] as const)('that bring %s are asked again, and what is said then arrives', async (_what, fault) => {
    const { zalo, time, sleeper, inbox, channel, listening } = await setUp({}, { quirks: { unheard: 'kept' } });
    zalo.faults.strike('getUpdates', fault, { times: 2 });
    await channel.start(inbox.receive);
    await zalo.until(() => zalo.calls('getUpdates').length >= 1);
    // Where the channel waits between attempts, the wait passes at once.
    const waits = [1_000, 2_000].map((ms) => sleeper.wake(ms));
    await Promise.race([listening(), Promise.all(waits)]);
    await listening();
    zalo.person('Lan').say('một');
    const [event] = await inbox.holds(1);
    expect(event?.body).toEqual({ kind: 'text', text: 'một' });
    expect(time.now()).toBe(START);
  });

  it('read again days later what they brought, and nothing happens twice', async () => {
    const { zalo, time, sleeper, inbox, channel, listening } = await setUp();
    await channel.start(inbox.receive);
    await listening();
    const id = zalo.person('Lan').say('một');
    await inbox.holds(1);
    time.advance(3 * DAY_MS);
    await listening();
    zalo.redeliver(id);
    await sleeper.asleep(1_000);
    expect(inbox.events).toHaveLength(1);
    expect(inbox.batches).toHaveLength(2);
  });
});

describe('the dialogue on Zalo', () => {
  async function linked(options: Parameters<typeof zaloPhone>[0] = {}) {
    const phone = await zaloPhone(options);
    closeWithTest(() => phone.close());
    phone.link(staff);
    return phone;
  }

  it('moves one step, however often a message is delivered', async () => {
    const phone = await linked();
    await phone.type(staff, 'menu');
    await phone.choose(staff, 'Đăng ký thi đua');
    await phone.choose(staff, 'Lao động tiên tiến');
    const chosen = phone.zalo.events().at(-1)?.message.message_id ?? '';
    for (let times = 0; times < 3; times += 1) phone.zalo.redeliver(chosen);
    await phone.zalo.until(() => phone.zalo.pending().length === 0);
    await phone.office.bot.settled();
    expect(phone.look(staff)).toEqual([]);
    const next = textOf(await phone.choose(staff, 'Chiến sĩ thi đua cơ sở'));
    for (const title of ['Lao động tiên tiến', 'Chiến sĩ thi đua cơ sở']) expect(next).toContain(`☑ ${title}`);
  });

  it('goes on after a restart in the middle of a step', async () => {
    const phone = await linked();
    await phone.type(staff, 'menu');
    await phone.choose(staff, 'Đăng ký thi đua');
    await phone.office.restart();
    expect(textOf(await phone.choose(staff, 'Lao động tiên tiến'))).toContain('☑ Lao động tiên tiến');
  });

  it('does not take a count in a sentence for a choice', async () => {
    const phone = await linked();
    await phone.type(staff, 'menu');
    await phone.choose(staff, 'Đăng ký thi đua');
    expect(textOf(await phone.type(staff, '1 người nữa'))).not.toContain('☑');
    for (const typed of ['số 1', 'chọn 2']) expect(textOf(await phone.type(staff, typed))).toContain('☑');
  });
});
