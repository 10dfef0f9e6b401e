import jsQr from 'jsqr';
import { PNG } from 'pngjs';
import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { type InviteSlips, inviteSlips } from '../../src/reports/invite-slips.ts';
import { archiveFiles, archiveTexts } from '../support/raw-workbook.ts';
import { catalogue } from '../support/staff-terms.ts';

const person = (number: number) => ({
  staffCode: `CB${number}`,
  fullName: `Người thứ ${number}`,
  position: number === 1 ? 'Chánh Văn phòng' : '',
  inviteCode: `K${number}M2-9XQ${number}`,
});
const SLIPS: InviteSlips = {
  agency: 'Ban Dân tộc',
  divisions: [
    { name: 'Văn phòng', people: Array.from({ length: 11 }, (_, index) => person(index + 1)) },
    { name: 'Thanh tra', people: [person(20)] },
  ],
  // 23:59 in Hà Nội
  expiresAt: Date.parse('2022-02-19T16:59:00Z'),
  telegramBot: 'thidua_bot',
  zaloBot: '123456',
};

const sheets = async (slips: InviteSlips) => readXlsxFile(Buffer.from(await inviteSlips(slips, catalogue, 'vi')));
const texts = async (slips: InviteSlips) =>
  (await sheets(slips))[0]?.data
    .flat()
    .filter((cell) => cell !== null)
    .map(String) ?? [];

test('every person has one slip with name, place, code, ways to link and last day', async () => {
  const [slips] = await sheets(SLIPS);
  const left = slips?.data.slice(3, 9).map(([cell]) => cell);
  expect(left).toEqual([
    'Người thứ 1',
    'Chánh Văn phòng · Văn phòng',
    'Mã: K1M2-9XQ1',
    'Zalo: mở zalo.me/123456, nhắn mã trên.',
    'Telegram: mở t.me/thidua_bot?start=K1M2-9XQ1, hoặc nhắn mã cho @thidua_bot.',
    'Hạn dùng: hết 19/02/2022',
  ]);
  const all = await texts(SLIPS);
  for (const { people } of SLIPS.divisions) {
    for (const { fullName, inviteCode } of people) {
      expect(all.filter((text) => text === fullName)).toHaveLength(1);
      expect(all.filter((text) => text === `Mã: ${inviteCode}`)).toHaveLength(1);
    }
  }
});

test('names only the messengers that the bot is on', async () => {
  const zaloOnly = (await texts({ ...SLIPS, telegramBot: null })).join('\n');
  expect(zaloOnly).toContain('zalo.me/123456');
  expect(zaloOnly).not.toMatch(/t\.me|null/);
  const none = (await texts({ ...SLIPS, telegramBot: null, zaloBot: null })).join('\n');
  expect(none).not.toMatch(/t\.me|zalo|null/i);
  expect(none).toContain('Mở trợ lý thi đua của cơ quan, nhắn mã trên.');
});

test('no slip is torn by a page: a new page begins for each division and after eight slips', async () => {
  const xml = archiveTexts(await inviteSlips(SLIPS, catalogue, 'vi')).get('xl/worksheets/sheet1.xml') ?? '';
  const breaks = [...xml.matchAll(/<brk id="(\d+)"/g)].map(([, row]) => Number(row));
  const rows = (await sheets(SLIPS))[0]?.data ?? [];
  expect(breaks.map((row) => rows[row]?.[0])).toEqual(['Người thứ 9', 'Thanh tra']);
});

test('the sheet to sign on lists everybody and shows no code', async () => {
  const [, receipts] = await sheets(SLIPS);
  expect(receipts?.data.slice(1, 4)).toEqual([
    ['STT', 'Mã cán bộ', 'Họ và tên', 'Phòng', 'Ký nhận'],
    [1, 'CB1', 'Người thứ 1', 'Văn phòng', null],
    [2, 'CB2', 'Người thứ 2', 'Văn phòng', null],
  ]);
  expect(receipts?.data).toHaveLength(14);
  expect(receipts?.data.flat().join(' ')).not.toContain('9XQ');
});

test('the page for the notice board opens the bot on each messenger it is on', async () => {
  const bytes = await inviteSlips(SLIPS, catalogue, 'vi');
  const codes = [...archiveFiles(bytes)]
    .filter(([name]) => /^xl\/media\/.*\.png$/.test(name))
    .map(([, png]) => scanned(png));
  expect(codes).toEqual(['https://zalo.me/123456', 'https://t.me/thidua_bot']);
  const [, , poster] = await sheets(SLIPS);
  expect(poster?.data.flat()).toContain('Hoặc mở địa chỉ: https://zalo.me/123456');
});

test('there is no page for the notice board while no messenger is known', async () => {
  expect(await sheets({ ...SLIPS, telegramBot: null, zaloBot: null })).toHaveLength(2);
});

test('what decides how the poster prints stands before its pictures, as the schema demands', async () => {
  const xml = archiveTexts(await inviteSlips(SLIPS, catalogue, 'vi')).get('xl/worksheets/sheet3.xml') ?? '';
  expect(xml.indexOf('<pageSetup ')).toBeGreaterThan(0);
  expect(xml.indexOf('<drawing ')).toBeGreaterThan(xml.indexOf('<headerFooter>'));
});

/** What a phone's camera reads. */
function scanned(png: Uint8Array): string {
  const { data, width, height } = PNG.sync.read(Buffer.from(png));
  return jsQr.default(new Uint8ClampedArray(data), width, height)?.data ?? '';
}
