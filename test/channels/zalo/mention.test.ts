import { describe, expect, it } from 'vitest';
import { withoutMention } from '../../../src/channels/zalo/mention.ts';

const NAMES = ['Trợ lý Thi đua', 'bot.3456'];
const read = (text: string) => withoutMention(text, NAMES);

describe('the mention of the bot in a group', () => {
  it.each([
    ['@Trợ lý Thi đua /lich', '/lich'],
    ['  @Trợ lý Thi đua   /lich 2022', '/lich 2022'],
    ['@trợ LÝ thi ĐUA /lich', '/lich'],
    ['@Trợ  lý Thi   đua\n/lich', '/lich'],
    ['@Trợ lý Thi đua /lich'.normalize('NFD'), '/lich'],
    ['@Trợ lý Thi đua, đăng ký', 'đăng ký'],
    ['@Trợ lý Thi đua: đăng ký', 'đăng ký'],
    ['@Trợ lý Thi đua', ''],
    ['@bot.3456 /lich', '/lich'],
  ])('is taken off %j', (text, rest) => {
    expect(read(text)).toBe(rest);
  });

  it.each(['/lich', 'xin chào @Trợ lý Thi đua', '@Lan ơi', '@Trợ lý Thi đua2 xin chào', '@', ''])(
    'is not in %j, which stays as it is',
    (text) => {
      expect(read(text)).toBe(text);
    },
  );

  it('under an older name is taken off before a command with its slash', () => {
    expect(read('@Bot cũ của cơ quan /nhomlanhdao')).toBe('/nhomlanhdao');
    expect(read('@Bot cũ nhomlanhdao')).toBe('@Bot cũ nhomlanhdao');
  });

  it('of the longer name wins where one name begins another', () => {
    expect(withoutMention('@Thi đua Quảng Ngãi /lich', ['Thi đua', 'Thi đua Quảng Ngãi'])).toBe('/lich');
  });

  it('leaves the rest of the text in its own letters', () => {
    const rest = 'Đăng ký'.normalize('NFD');
    expect(read(`@Trợ lý Thi đua ${rest}`)).toBe(rest);
  });
});
