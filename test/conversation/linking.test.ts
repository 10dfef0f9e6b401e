import { describe, expect, it } from 'vitest';
import { MOST_ATTEMPTS_OVERALL } from '../../src/domain/invite-code.ts';
import { DAY, HOUR } from '../../src/lib/clock.ts';
import { event, happen } from '../support/events.ts';
import { CAST, openOffice } from '../support/office.ts';
import {
  localPhone,
  openPhone,
  RENDERINGS,
  telegramAccount,
  telegramPhone,
  textOf,
  textPhone,
} from '../support/phone.ts';

const { staff, colleague } = CAST;
const WRONG = 'ABCD-2345';

async function newcomer() {
  const office = await openOffice();
  const phone = localPhone(office);
  const identities = (code: string = staff) => office.storage.store.identities.ofMember(office.person(code).id);
  const consents = (code: string = staff) => office.storage.store.consents.ofMember(office.person(code).id);
  return { office, phone, identities, consents };
}

describe('a one-time code', () => {
  it('links the account once its owner agrees to the notice, and the consent is on record', async () => {
    const { office, phone, identities, consents } = await newcomer();
    expect(textOf(await phone.type('app', office.codeFor(staff)))).toContain('Thông báo về dữ liệu cá nhân');
    expect(identities()).toEqual([]);
    expect(consents()).toEqual([]);
    expect(textOf(await phone.choose('app', 'tôi đồng ý'))).toContain(
      'Đã liên kết. Kính chào đồng chí Cao Thị Yến Nhi',
    );
    expect(identities()).toMatchObject([{ channel: 'local', accountId: 'app', chatId: 'app', reachable: true }]);
    expect(consents()).toEqual([
      { channel: 'local', noticeVersion: 3, givenAt: office.clock.now(), withdrawnAt: null },
    ]);
  });

  it.each([
    ['as printed', (code: string) => code],
    ['without the dash', (code: string) => code.replace('-', '')],
    ['in small letters', (code: string) => code.toLowerCase()],
    ['with spaces and another dash', (code: string) => ` ${code.replace('-', ' – ')} `],
    ["as the slip's own line", (code: string) => `Mã: ${code}`],
    ['in a sentence', (code: string) => `ma lien ket cua toi la ${code.toLowerCase()}, xin cam on`],
    ['after /start', (code: string) => `/start ${code}`],
    ['after /start in small letters, joined', (code: string) => `/start ${code.replace('-', '').toLowerCase()}`],
  ])('is understood %s', async (_, write) => {
    const { office, phone } = await newcomer();
    expect(textOf(await phone.type('app', write(office.codeFor(staff))))).toContain('Cao Thị Yến Nhi');
  });

  it.each([
    [
      'full width',
      (code: string) => code.replace(/[A-Z\d]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
    ],
    ['Cyrillic lookalikes', (code: string) => code.replaceAll('A', 'А').replaceAll('B', 'В').replaceAll('C', 'с')],
    ['zero-width characters', (code: string) => [...code].join('\u200b')],
    ['another dash', (code: string) => code.replace('-', ' \u2014 ')],
    ['writing turned round', (code: string) => `\u202d${code}\u202c`],
  ])('is understood in %s', async (_what, disguised) => {
    const { office, phone } = await newcomer();
    expect(textOf(await phone.type('app', disguised(office.codeFor(staff))))).toContain('Cao Thị Yến Nhi');
  });

  it('that nobody has is wrong', async () => {
    const { phone } = await newcomer();
    expect(textOf(await phone.type('app', WRONG))).toContain('Mã không đúng');
  });

  it.each(['ABCD-234', 'ABCD-23456', 'ABCD-2O45', 'tôi là Nhi'])(
    '«%s» cannot be one and counts as no attempt',
    async (typed) => {
      const { office, phone } = await newcomer();
      for (let n = 0; n < 6; n += 1) await phone.type('app', typed);
      expect(textOf(await phone.type('app', office.codeFor(staff)))).toContain('Cao Thị Yến Nhi');
    },
  );

  it.each(['ABCD-234', 'ABCD-23456', 'ABCD-2345-6', 'ABCD2345K', 'abcd-2O45', '/start ABCD-23'])(
    '«%s» was meant as one: what is wrong with it is said',
    async (typed) => {
      const { phone } = await newcomer();
      expect(textOf(await phone.type('app', typed))).toContain('mã liên kết gồm 8 ký tự');
    },
  );

  it.each(['xin chào', 'dangky', '0905123456', '12/03/2022', 'menu'])('«%s» was not, and is greeted', async (typed) => {
    const { phone } = await newcomer();
    const seen = textOf(await phone.type('app', typed));
    expect(seen).toContain('Kính chào đồng chí');
    expect(seen).not.toContain('mã liên kết gồm 8 ký tự');
  });

  it('works once', async () => {
    const { office, phone } = await newcomer();
    const code = office.codeFor(staff);
    await phone.type('app', code);
    await phone.choose('app', 'tôi đồng ý');
    expect(textOf(await phone.type('other', code))).toContain('đã được sử dụng');
  });

  it('works for fourteen days, and not on the fifteenth', async () => {
    const { office, phone } = await newcomer();
    const code = office.codeFor(staff);
    office.clock.advance(14 * DAY - 1);
    expect(textOf(await phone.type('app', code))).toContain('Cao Thị Yến Nhi');
    office.clock.advance(1);
    expect(textOf(await phone.choose('app', 'tôi đồng ý'))).toContain('đã hết hạn');
    expect(textOf(await phone.type('app', code))).toContain('đã hết hạn');
  });

  it('stops working when a new one is issued, also while the notice is being read', async () => {
    const { office, phone, identities } = await newcomer();
    const code = office.codeFor(staff);
    await phone.type('app', code);
    office.codeFor(staff);
    expect(textOf(await phone.choose('app', 'tôi đồng ý'))).toContain('được thay bằng mã mới');
    expect(identities()).toEqual([]);
  });

  it('of somebody who left links nobody', async () => {
    const { office, phone } = await newcomer();
    const code = office.codeFor(staff);
    office.change(staff, { active: false });
    expect(textOf(await phone.type('app', code))).toContain('không còn trong danh sách');
  });

  it('of somebody else is not used up by «Không phải tôi»', async () => {
    const { office, phone, identities } = await newcomer();
    const code = office.codeFor(staff);
    await phone.type('app', code);
    expect(textOf(await phone.choose('app', 'Không phải tôi'))).toContain('Mã chưa được sử dụng');
    expect(identities()).toEqual([]);
    await phone.type('owner', code);
    expect(textOf(await phone.choose('owner', 'tôi đồng ý'))).toContain('Đã liên kết');
  });

  it('is kept when its owner declines, and nothing is stored', async () => {
    const { office, phone, identities, consents } = await newcomer();
    const code = office.codeFor(staff);
    await phone.type('app', code);
    expect(textOf(await phone.choose('app', 'Không đồng ý'))).toContain('chưa được liên kết');
    expect([identities(), consents()]).toEqual([[], []]);
    await phone.type('app', code);
    expect(textOf(await phone.choose('app', 'tôi đồng ý'))).toContain('Đã liên kết');
  });

  it('is stored only as a hash', async () => {
    const { office } = await newcomer();
    const code = office.codeFor(staff);
    const stored = JSON.stringify(office.storage.database.sqlite.prepare('SELECT * FROM invite').all());
    expect(stored).not.toContain(code);
    expect(stored).not.toContain(code.replace('-', ''));
  });
});

describe('guessing', () => {
  it('ends after five wrong codes within an hour, also for the right one, and begins anew after it', async () => {
    const { office, phone } = await newcomer();
    const code = office.codeFor(staff);
    for (let n = 0; n < 5; n += 1) expect(textOf(await phone.type('app', WRONG))).toContain('Mã không đúng');
    expect(textOf(await phone.type('app', code))).toContain('nhập sai 5 lần. ');
    expect(textOf(await phone.type('app', `/start ${code}`))).toContain('nhập sai 5 lần. ');
    office.clock.advance(HOUR - 1);
    expect(textOf(await phone.type('app', code))).toContain('nhập sai 5 lần. ');
    office.clock.advance(1);
    expect(textOf(await phone.type('app', code))).toContain('Cao Thị Yến Nhi');
  });

  it('counts each account of each channel for itself', async () => {
    const { office, phone } = await newcomer();
    for (let n = 0; n < 5; n += 1) await phone.type('app', WRONG);
    expect(textOf(await phone.type('other', office.codeFor(staff)))).toContain('Cao Thị Yến Nhi');
  });

  it('from ever new accounts ends for all of them, the secretary hears of it once, and it begins anew', async () => {
    const { office, phone } = await newcomer();
    phone.link(CAST.secretary);
    const code = office.codeFor(staff);
    const guesses = Array.from({ length: MOST_ATTEMPTS_OVERALL }, (_, index) =>
      event(`guess${index}`, { kind: 'text', text: WRONG }),
    );
    office.bot.receive(guesses);
    expect(textOf(await phone.type('app', code))).toContain('tạm dừng nhận mã');
    expect(textOf(await phone.type('other', code))).toContain('tạm dừng nhận mã');
    expect(phone.look(CAST.secretary).map(({ text }) => text)).toEqual([
      expect.stringContaining('quá nhiều mã liên kết sai'),
    ]);
    office.clock.advance(HOUR);
    expect(textOf(await phone.type('app', code))).toContain('Cao Thị Yến Nhi');
  });

  it('four times, then the right one, is forgiven', async () => {
    const { office, phone } = await newcomer();
    for (let n = 0; n < 4; n += 1) await phone.type('app', WRONG);
    await phone.type('app', office.codeFor(staff));
    await phone.choose('app', 'tôi đồng ý');
    await phone.type('app', '/caidat');
    await phone.choose('app', 'Hủy liên kết');
    await phone.choose('app', 'Hủy liên kết');
    for (let n = 0; n < 4; n += 1) await phone.type('app', WRONG);
    expect(textOf(await phone.type('app', office.codeFor(staff)))).toContain('Cao Thị Yến Nhi');
  });
});

describe('a linked person', () => {
  it('who links another account of the same channel loses the first', async () => {
    const { office, phone, identities } = await newcomer();
    phone.link(staff);
    await phone.type('new phone', office.codeFor(staff));
    expect(textOf(await phone.choose('new phone', 'tôi đồng ý'))).toContain('đã được hủy liên kết');
    expect(identities()).toMatchObject([{ accountId: 'new phone', preferred: true }]);
    expect(textOf(await phone.type(staff, '/menu'))).toContain('mã liên kết');
  });

  it('links a second channel with a code from /caidat, keeps both, and chooses where notices go', async () => {
    const { office, phone, identities, consents } = await newcomer();
    const text = textPhone(office);
    phone.link(staff);
    await phone.type(staff, '/caidat');
    const shown = textOf(await phone.choose(staff, 'Liên kết thêm'));
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(shown)?.[0] ?? '';
    expect(shown).toContain('08:30 thứ Hai, 28/02/2022');
    await text.type('zalo', code);
    await text.choose('zalo', 'tôi đồng ý');
    expect(identities().map(({ channel }) => channel)).toEqual(['local', 'local-text']);
    expect(consents()).toHaveLength(2);
    await phone.type(staff, '/caidat');
    expect(textOf(await phone.choose(staff, 'nơi nhận tin'))).toContain('Hiện nay: cửa sổ trò chuyện tại chỗ.');
    expect(textOf(await phone.choose(staff, 'Trở lại'))).toContain('Chọn nơi nhận tin');
    await phone.choose(staff, 'nơi nhận tin');
    await phone.choose(staff, 'chỉ văn bản');
    expect(identities()[0]).toMatchObject({ channel: 'local-text', preferred: true });
  });

  it('who sends a code of somebody else is told to unlink first, and the code stays', async () => {
    const { office, phone, identities } = await newcomer();
    phone.link(staff);
    const code = office.codeFor(colleague);
    expect(textOf(await phone.type(staff, `/start ${code}`))).toContain('đã được liên kết');
    expect(identities(colleague)).toEqual([]);
    expect(textOf(await phone.type('app', code))).toContain('Phạm Văn Êm');
  });

  it('unlinks: the account is erased, the withdrawal of consent recorded, the registration kept', async () => {
    const { office, phone, identities, consents } = await newcomer();
    await phone.type('my secret account', office.codeFor(staff));
    await phone.choose('my secret account', 'tôi đồng ý');
    await phone.type('my secret account', '/dangky');
    await phone.choose('my secret account', 'Lao động tiên tiến');
    await phone.type('my secret account', '/caidat');
    await phone.choose('my secret account', 'Chuyển sang');
    await phone.choose('my secret account', 'Hủy liên kết');
    expect(textOf(await phone.choose('my secret account', 'Giữ liên kết'))).toContain('Cài đặt');
    await phone.choose('my secret account', 'Hủy liên kết');
    expect(textOf(await phone.choose('my secret account', 'Hủy liên kết'))).toContain('Đã hủy liên kết');
    expect(identities()).toEqual([]);
    expect(consents()).toMatchObject([{ withdrawnAt: office.clock.now() }]);
    expect(office.storage.store.pledges.ofMember(1, office.person(staff).id)?.draft?.titles).toEqual([
      'advanced_worker',
    ]);
    expect(textOf(await phone.type('my secret account', '/menu'))).toContain('mã liên kết');
  });

  it('reads in English as soon as it is chosen, and is understood in both languages', async () => {
    const { phone } = await newcomer();
    phone.link(staff);
    await phone.type(staff, '/caidat');
    await phone.choose(staff, 'Ngôn ngữ');
    expect(textOf(await phone.choose(staff, 'English'))).toContain('I will use English');
    expect(textOf(await phone.type(staff, '/menu'))).toContain('Register');
    expect(textOf(await phone.type(staff, 'trợ giúp'))).toContain('/quaylai');
  });

  it('sees own data: account, roles, consent', async () => {
    const { phone } = await newcomer();
    phone.link(staff);
    await phone.type(staff, '/caidat');
    const seen = textOf(await phone.choose(staff, 'Dữ liệu của tôi'));
    for (const fact of ['CB019', 'Cao Thị Yến Nhi', 'Phòng Chính sách Dân tộc', 'bản 3']) expect(seen).toContain(fact);
  });
});

describe('a phone number', () => {
  async function onTelegram() {
    const phone = await telegramPhone();
    phone.office.change(staff, { phone: '+84905123456' });
    const user = phone.telegram.user(telegramAccount(staff), { firstName: staff });
    async function share(number: string, owner?: number) {
      user.shareContact(number, owner);
      await phone.telegram.until(() => phone.telegram.pending().length === 0);
      await phone.office.bot.settled();
      return textOf(phone.look(staff));
    }
    await phone.type(staff, 'xin chào');
    return { phone, user, share };
  }

  it.each(['+84905123456', '84905123456', '0905123456'])('%s of one’s own links like a code', async (number) => {
    const { phone, user, share } = await onTelegram();
    expect(user.replyKeyboard()?.keyboard.flat()[0]).toMatchObject({ request_contact: true });
    const seen = await share(number);
    expect(seen).toContain('Số điện thoại có trong danh sách. Đồng chí là Cao Thị Yến Nhi');
    expect(textOf(await phone.choose(staff, 'tôi đồng ý'))).toContain('Đã liên kết');
    await phone.close();
  });

  it('of somebody else links nobody', async () => {
    const { phone, share } = await onTelegram();
    expect(await share('+84905123456', 4711)).toContain('không phải của đồng chí');
    expect(phone.office.storage.store.identities.ofMember(phone.office.person(staff).id)).toEqual([]);
    await phone.close();
  });

  it('that is not on the list, or on it twice, asks for the code', async () => {
    const { phone, share } = await onTelegram();
    expect(await share('+84905000000')).toContain('Không tìm thấy số điện thoại');
    phone.office.change(colleague, { phone: '+84905123456' });
    expect(await share('+84905123456')).toContain('Không tìm thấy số điện thoại');
    await phone.close();
  });
});

describe.each(RENDERINGS)('on %s', (rendering) => {
  it('a deep link /start CODE goes straight to the notice', async () => {
    const phone = await openPhone(rendering);
    const seen = textOf(await phone.type(staff, `/start ${phone.office.codeFor(staff)}`));
    expect(seen).toContain('Thông báo về dữ liệu cá nhân');
    expect(textOf(await phone.choose(staff, 'tôi đồng ý'))).toContain('Đã liên kết');
    await phone.close();
  });
});

describe('an account that blocked the bot', () => {
  it('is unreachable until anything comes from it', async () => {
    const { office, phone, identities } = await newcomer();
    phone.link(staff);
    await happen(office, event(staff, { kind: 'reachable', reachable: false }));
    expect(identities()).toMatchObject([{ reachable: false, unreachableReason: 'blocked' }]);
    await phone.type(staff, 'xin chào');
    expect(identities()).toMatchObject([{ reachable: true, unreachableReason: null }]);
  });
});
