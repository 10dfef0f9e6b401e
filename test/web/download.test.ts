import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/lib/clock.ts';
import { sha256Hex } from '../../src/lib/ids.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { linkIn, type OfficeWeb, openOfficeWeb } from '../support/office-web.ts';
import { textOf, textPhone } from '../support/phone.ts';
import { call } from './call.ts';

const { secretary } = CAST;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const BROWSER = { accept: 'text/html', 'accept-language': 'en' };

/** The secretary asks for the empty staff list, in a messenger of bare text. */
async function templateFor({ phone }: Pick<OfficeWeb, 'phone'>): Promise<string> {
  phone.link(secretary);
  await phone.type(secretary, '/quanly');
  await phone.choose(secretary, 'Cán bộ');
  await phone.choose(secretary, 'Cập nhật danh sách');
  return textOf(await phone.choose(secretary, 'tệp mẫu'));
}

describe('a file that the messenger cannot carry', () => {
  it('comes as a link alone on its line, with the day until which it is good', async () => {
    const web = await openOfficeWeb();
    const told = await templateFor(web);
    expect(told).toContain('mau-danh-sach-can-bo.xlsx tại đường dẫn dưới đây, dùng được đến 08:30 thứ Hai, 21/02/2022');
    const { status, headers, body } = await call(linkIn(told));
    expect(status).toBe(200);
    expect(body.startsWith('PK')).toBe(true);
    expect(headers).toMatchObject({
      'content-type': XLSX,
      'content-disposition': `attachment; filename="mau-danh-sach-can-bo.xlsx"; filename*=UTF-8''mau-danh-sach-can-bo.xlsx`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(String(headers['content-security-policy'])).toMatch(/^default-src 'none';/);
  });

  it('comes with its codes: slips are issued where a link can hand them over', async () => {
    const web = await openOfficeWeb();
    web.phone.link(secretary);
    await web.phone.type(secretary, '/quanly');
    await web.phone.choose(secretary, 'Cán bộ');
    await web.phone.choose(secretary, 'Cấp mã');
    const told = textOf(await web.phone.choose(secretary, 'chưa liên kết'));
    expect(told).toContain('Phiếu liên kết của 32 người');
    expect((await call(linkIn(told))).status).toBe(200);
  });

  it('is not made where no link can lead to it, and the person learns what to do', async () => {
    const phone = textPhone(await openOffice());
    expect(await templateFor({ phone })).toContain('Ứng dụng này không chuyển được tệp nên chưa làm gì');
    expect(phone.office.storage.database.sqlite.prepare('SELECT count(*) FROM file_link').pluck().get()).toBe(0);
  });
});

describe('a link to a file', () => {
  it('ends after seven days, and the page says so in the reader’s language', async () => {
    const web = await openOfficeWeb();
    const link = linkIn(await templateFor(web));
    web.office.clock.advance(7 * DAY - 1);
    expect((await call(link)).status).toBe(200);
    web.office.clock.advance(1);
    const page = await call(link, { headers: BROWSER });
    expect(page.status).toBe(410);
    expect(page.body).toContain('<html lang="en">');
    expect(page.body).toContain('This link to the file has expired');
  });

  it('ends when the person unlinks the chat or leaves the office', async () => {
    for (const end of ['unlink', 'leave'] as const) {
      const web = await openOfficeWeb();
      const link = linkIn(await templateFor(web));
      if (end === 'leave') web.office.change(secretary, { active: false });
      else unlink(web.office, secretary);
      const unknown = await call(`${web.url}files/${'x'.repeat(32)}`);
      expect(await call(link)).toMatchObject({ status: 404, body: unknown.body });
    }
  });

  it('says the file is gone when it is, and lives through a restart when it is not', async () => {
    const web = await openOfficeWeb();
    const link = linkIn(await templateFor(web));
    await web.office.restart();
    expect((await call(link)).status).toBe(200);
    const rows = web.office.storage.database.sqlite.prepare('SELECT stored_name FROM file_link').pluck().all();
    for (const name of rows) web.office.bot.files.remove(String(name));
    expect(await call(link)).toMatchObject({ status: 410, json: { error: 'file-expired' } });
  });

  it('is stored as a hash and never logged, and is forgotten a month after its end', async () => {
    const web = await openOfficeWeb();
    const link = linkIn(await templateFor(web));
    await call(link);
    const token = link.split('/').at(-1) ?? '';
    const count = () => web.office.storage.database.sqlite.prepare('SELECT count(*) FROM file_link').pluck().get();
    const dump = ['file_link', 'outbox', 'dialogue', 'job'].flatMap((table) =>
      web.office.storage.database.sqlite.prepare(`SELECT * FROM ${table}`).all(),
    );
    expect(JSON.stringify([dump, web.office.log.lines])).not.toContain(token);
    expect(count()).toBe(1);
    web.office.clock.advance(40 * DAY);
    await web.office.tick();
    expect(count()).toBe(0);
  });

  it('that is guessed is answered as any unknown one, and guessing on is told to wait', async () => {
    const web = await openOfficeWeb();
    const guess = (token: string) => call(`${web.url}files/${token}`);
    const answers = [await guess('x'.repeat(32)), await guess('1'), await guess('..%2fthidua.db'), await guess('%00')];
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    for (let n = 0; n < 30; n += 1) await guess(`${n}`);
    expect((await guess('y')).status).toBe(429);
  });
});

describe('a picture behind a link', () => {
  it('is served as the picture it is, for other pages too, and nothing else is', async () => {
    const web = await openOfficeWeb();
    web.office.link(secretary, 'local-text');
    const mimes = ['image/png', 'image/svg+xml', 'text/html'];
    const answers = mimes.map(async (mime) => call(await pictureLink(web, mime)));
    const [png, svg, html] = await Promise.all(answers);
    expect(png?.headers).toMatchObject({ 'content-type': 'image/png', 'cross-origin-resource-policy': 'cross-origin' });
    expect(svg?.headers['content-type']).toBe('application/octet-stream');
    expect(html?.headers['content-type']).toBe('application/octet-stream');
  });
});

async function pictureLink({ office, url }: OfficeWeb, mime: string): Promise<string> {
  const token = office.random.token(24);
  const storedName = office.bot.files.store(Buffer.from('bytes'));
  const owner = { memberId: office.person(secretary).id, channel: 'local-text', chatId: secretary };
  office.work(({ store, now }) =>
    store.fileLinks.add(
      sha256Hex(token),
      { ...owner, storedName, name: 'anh', mime, purpose: 'picture', entitlement: null, expiresAt: now + DAY },
      now,
    ),
  );
  return `${url}files/${token}`;
}

function unlink(office: Office, code: string): void {
  const [identity] = office.storage.store.identities.ofMember(office.person(code).id);
  office.work(({ store }) => store.identities.unlink(identity?.id ?? 0));
}
