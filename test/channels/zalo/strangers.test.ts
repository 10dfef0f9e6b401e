import { describe, expect, it } from 'vitest';
import { CAST } from '../../support/office.ts';
import { textOf } from '../../support/phone.ts';
import { zaloPhone } from '../../support/zalo-phone.ts';
import { closeWithTest } from './setup.ts';

async function bench() {
  const phone = await zaloPhone();
  closeWithTest(() => phone.close());
  const { zalo, office } = phone;
  /** What somebody sees after doing something on Zalo. */
  async function seenAfter(who: string, happens: () => void): Promise<string> {
    phone.look(who);
    happens();
    await zalo.until(() => zalo.pending().length === 0);
    await office.bot.settled();
    return textOf(phone.look(who));
  }
  return { ...phone, seenAfter };
}

describe('somebody whom the bot does not know', () => {
  it.each(['say', 'sticker', 'voice', 'unsupported', 'photo'] as const)('is greeted at the first %s', async (first) => {
    const { zalo, seenAfter } = await bench();
    const who = zalo.person('người lạ');
    const seen = await seenAfter('người lạ', () => {
      if (first === 'say') who.say('chào bạn');
      else if (first === 'photo') who.sendPhoto({ bytes: Buffer.from('x'), mime: 'image/jpeg' });
      else who[first]();
    });
    expect(seen).toContain('Kính chào đồng chí');
    expect(seen).toContain('mã liên kết');
  });

  it('in a group is told to write in private, and nothing else', async () => {
    const { zalo, seenAfter } = await bench();
    const group = zalo.group('Cơ quan');
    group.addBot();
    await seenAfter('người lạ', () => group.say(zalo.person('người lạ'), '/dangky'));
    expect(group.messages().map(({ text }) => text)).toHaveLength(1);
    await seenAfter('người lạ', () => group.say(zalo.person('người lạ'), 'chào cả nhà'));
    expect(group.messages()).toHaveLength(1);
    expect(zalo.person('người lạ').messages()).toEqual([]);
  });
});

describe('somebody in a group', () => {
  it.each(['private-id', 'own-id'] as const)(
    'sees no personal matters there, whatever their id is (%s)',
    async (groupSender) => {
      const { zalo, link, seenAfter } = await bench();
      zalo.quirks.groupSender = groupSender;
      link(CAST.staff);
      const group = zalo.group('Cơ quan');
      group.addBot();
      await seenAfter(CAST.staff, () => group.say(zalo.person(CAST.staff), '/dangkycuatoi'));
      expect(group.last().text).toContain('nhắn riêng');
      expect(zalo.person(CAST.staff).messages()).toEqual([]);
    },
  );
});

describe('somebody who is linked', () => {
  it('finds the menu by «menu», «0» and «trợ giúp»', async () => {
    const { link, type } = await bench();
    link(CAST.staff);
    for (const word of ['menu', '0', 'trợ giúp']) expect(textOf(await type(CAST.staff, word))).toContain('1) ');
  });
});
