import { describe, expect, it } from 'vitest';
import { setUpZalo } from './setup.ts';

describe('what people send on the fake Zalo', () => {
  it('comes under the names of its kinds', async () => {
    const { zalo } = await setUpZalo();
    const lan = zalo.person('Lan');
    lan.say('một');
    lan.sticker();
    lan.voice();
    lan.unsupported();
    lan.sendPhoto({ bytes: Buffer.from('jpg') });
    const kinds = ['text', 'sticker', 'voice', 'unsupported', 'image'];
    expect(zalo.events().map(({ event_name }) => event_name)).toEqual(kinds.map((kind) => `message.${kind}.received`));
  });

  it.each(['photo_url', 'photo'] as const)('is fetched from %s until it expires', async (imageField) => {
    const { zalo, time } = await setUpZalo({ quirks: { imageField } });
    zalo.person('Lan').sendPhoto({ bytes: Buffer.from('jpg'), caption: 'Bằng khen' });
    const message = zalo.events()[0]?.message;
    expect(message?.caption).toBe('Bằng khen');
    const url = String(message?.[imageField]);
    expect(await (await fetch(url)).text()).toBe('jpg');
    time.advance(3_600_000);
    expect((await fetch(url)).status).toBe(404);
  });

  it('comes from a group only when it is meant for the bot', async () => {
    const { zalo, call } = await setUpZalo({ quirks: { unheard: 'kept' } });
    const lan = zalo.person('Lan');
    const group = zalo.group('Lãnh đạo');
    expect(await call('sendMessage', { chat_id: group.id, text: 'x' })).toMatchObject({ error_code: 410 });
    expect(group.addBot()).toBe(true);
    await call('sendMessage', { chat_id: group.id, text: 'Tổng hợp' });
    group.say(lan, 'giữa chúng ta', { mention: false });
    group.say(lan, '/nhomlanhdao');
    group.say(lan, 'cảm ơn', { mention: false, replyTo: group.last().id });
    const texts = zalo.pending().map(({ message }) => message.text);
    expect(texts).toEqual(['@Bot Thi Đua /nhomlanhdao', 'cảm ơn']);
    expect(zalo.pending()[0]?.message.chat).toEqual({ chat_type: 'GROUP', id: group.id });
    expect(group.id).toMatch(/^zgr-/);
    group.disable(true);
    expect(await call('sendMessage', { chat_id: group.id, text: 'x' })).toMatchObject({ error_code: 422 });
  });

  it.each([
    ['private-id', true],
    ['own-id', false],
  ] as const)('comes from a group under a %s', async (groupSender, same) => {
    const { zalo } = await setUpZalo({ quirks: { groupSender } });
    const lan = zalo.person('Lan');
    const group = zalo.group('Lãnh đạo');
    group.addBot();
    group.say(lan, 'một');
    const sender = zalo.events()[0]?.message.from as { readonly id: string } | undefined;
    expect(sender?.id === lan.id).toBe(same);
  });

  it('has three groups at most', async () => {
    const { zalo } = await setUpZalo();
    const joined = ['một', 'hai', 'ba', 'bốn'].map((title) => zalo.group(title).addBot());
    expect(joined).toEqual([true, true, true, false]);
  });

  it('comes under another id to another bot', async () => {
    const { zalo } = await setUpZalo();
    const { zalo: other } = await setUpZalo({ token: '99:another-token' });
    expect(other.person('Lan').id).not.toBe(zalo.person('Lan').id);
  });
});
