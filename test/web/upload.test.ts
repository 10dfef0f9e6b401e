import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { FILE_LIMITS } from '../../src/domain/file-kind.ts';
import { MINUTE } from '../../src/lib/clock.ts';
import type { OpenedStorage } from '../../src/open-storage.ts';
import { CAST, openOffice } from '../support/office.ts';
import { linkIn, type OfficeWeb, openOfficeWeb } from '../support/office-web.ts';
import { textOf, textPhone } from '../support/phone.ts';
import { call } from './call.ts';
import { formOf } from './form-of.ts';

const { secretary } = CAST;
const CSV = 'Mã cán bộ,Họ và tên,Phòng,Chức vụ\nCB900,Lâm Thị Mới,Văn phòng,Chuyên viên\n';
const list = { name: 'staff.csv', bytes: CSV };

/** The secretary is asked for the staff list, in a messenger of bare text. */
async function asked(web: OfficeWeb): Promise<string> {
  web.phone.link(secretary);
  return askedAgain(web);
}

async function askedAgain({ phone }: OfficeWeb): Promise<string> {
  await phone.type(secretary, '/quanly');
  await phone.choose(secretary, 'Cán bộ');
  return linkIn(textOf(await phone.choose(secretary, 'Cập nhật danh sách')));
}

function storedFiles({ office }: OfficeWeb): readonly string[] {
  return readdirSync(join(office.folder, 'files')).filter((name) => name !== 'kept');
}

describe('a staff list by a link', () => {
  it('comes from the phone into the dialogue that asked for it', async () => {
    const web = await openOfficeWeb();
    const link = await asked(web);
    const form = await call(link);
    expect(form.status).toBe(200);
    expect(form.body).toContain('<html lang="vi">');
    expect(form.body).toContain('Excel (.xlsx) hoặc CSV, không quá 5 MB');
    const sent = await call(link, formOf(list));
    expect([sent.status, sent.headers.location]).toEqual([303, new URL(link).pathname]);
    expect((await call(link)).body).toContain('Đã nhận tệp');
    await web.office.bot.settled();
    const preview = textOf(web.phone.look(secretary));
    expect(preview).toContain('Mới: 1 · Thay đổi: 0');
    await web.phone.choose(secretary, 'Ghi vào hệ thống');
    expect(web.office.person('CB900').fullName).toBe('Lâm Thị Mới');
  });

  it('arrives once, however often the button is pressed', async () => {
    const web = await openOfficeWeb();
    const link = await asked(web);
    const answers = await Promise.all([call(link, formOf(list)), call(link, formOf(list)), call(link, formOf(list))]);
    await web.office.bot.settled();
    const again = await call(link, formOf({ name: 'khac.csv', bytes: 'x' }));
    expect([...answers, again].map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    const jobs = web.office.storage.database.sqlite.prepare("SELECT count(*) FROM job WHERE kind = 'read_staff_list'");
    expect(jobs.pluck().get()).toBe(1);
    // A list is kept until it is read, and what came with the other presses not at all.
    expect(storedFiles(web)).toEqual([]);
  });
});

describe('an address to send a file', () => {
  it('is not good for a question that was asked anew', async () => {
    const web = await openOfficeWeb();
    const old = await asked(web);
    const fresh = linkIn(textOf(await web.phone.type(secretary, 'gì cơ')));
    expect(fresh).not.toBe(old);
    const page = await call(old, { headers: { accept: 'text/html', 'accept-language': 'en' } });
    expect(page.status).toBe(410);
    expect(page.body).toContain('Câu hỏi trong cuộc trò chuyện đã thay đổi');
    expect((await call(old, formOf(list))).status).toBe(410);
    expect(storedFiles(web)).toEqual([]);
    expect((await call(fresh, formOf(list))).status).toBe(303);
  });

  it('ends after half an hour', async () => {
    const web = await openOfficeWeb();
    const link = await asked(web);
    web.office.clock.advance(30 * MINUTE - 1);
    expect((await call(link)).status).toBe(200);
    web.office.clock.advance(1);
    expect(await call(link)).toMatchObject({ status: 410, json: { error: 'upload-expired' } });
    expect(await call(link, formOf(list))).toMatchObject({ status: 410, json: { error: 'upload-expired' } });
  });

  it('ends with the right of the person: unlinked or gone from the office', async () => {
    for (const end of ['unlink', 'leave'] as const) {
      const web = await openOfficeWeb();
      const link = await asked(web);
      if (end === 'leave') web.office.change(secretary, { active: false });
      else unlink(web, secretary);
      expect(await call(link)).toMatchObject({ status: 404, json: { error: 'upload-not-found' } });
      expect((await call(link, formOf(list))).status).toBe(404);
      expect(storedFiles(web)).toEqual([]);
    }
  });

  it('says nothing about anybody to who has no right to it', async () => {
    const web = await openOfficeWeb();
    const link = await asked(web);
    const page = await call(link);
    expect(page.body).not.toContain(web.office.person(secretary).fullName);
    expect(page.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    expect(String(page.headers['content-security-policy'])).toMatch(/^default-src 'none';/);
    expect(page.headers['x-robots-tag']).toBe('noindex, nofollow');
    expect(page.body).not.toMatch(/<script|style=| on\w+=/);
  });

  it('is stored as a hash and never logged', async () => {
    const web = await openOfficeWeb();
    const link = await asked(web);
    await call(link, formOf(list));
    await web.office.bot.settled();
    const token = link.split('/').at(-1) ?? '';
    expect(token.length).toBeGreaterThanOrEqual(22);
    expect(JSON.stringify(web.office.log.lines)).not.toContain(token);
    const rows = web.office.storage.database.sqlite.prepare('SELECT * FROM upload_link').all();
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('a file that is not taken', () => {
  it.each([
    ['a program', { name: 'ds.xlsx', bytes: 'MZ\u0090\0\u0003' }, 422, 'Tệp không thuộc loại được nhận'],
    ['an empty file', { name: 'ds.csv', bytes: '' }, 422, 'Tệp không có nội dung'],
    ['no file', { name: '', bytes: '' }, 422, 'Chưa có tệp nào'],
  ])('%s leads back to the form with the reason, and the address stays good', async (_what, file, status, reason) => {
    const web = await openOfficeWeb();
    const link = await asked(web);
    const refused = await call(link, formOf(file));
    expect(refused.status).toBe(status);
    expect(refused.body).toContain(reason);
    expect(refused.body).toContain('<form method="post"');
    expect(refused.body).toContain('role="alert"');
    expect(storedFiles(web)).toEqual([]);
    expect((await call(link, formOf(list))).status).toBe(303);
  });

  it.each([{}, { 'transfer-encoding': 'chunked' }])('one byte over the limit (%o)', async (headers) => {
    const web = await openOfficeWeb();
    const link = await asked(web);
    const full = { name: 'ds.csv', bytes: Buffer.alloc(FILE_LIMITS.staff_list.bytes + 1, 'a') };
    const form = formOf(full);
    const refused = await call(link, { ...form, headers: { ...form.headers, ...headers } });
    expect(refused.status).toBe(413);
    expect(refused.body).toContain('Tệp lớn hơn mức cho phép');
  });

  it('a body far over the limit, of which nothing is kept', async () => {
    const web = await openOfficeWeb();
    const link = await asked(web);
    const form = formOf({ name: 'ds.csv', bytes: Buffer.alloc(30_000_000, 'a') });
    expect((await call(link, form)).status).toBe(413);
    expect(storedFiles(web)).toEqual([]);
  });

  it('a body that is no form, a form without an end, two files', async () => {
    const web = await openOfficeWeb();
    const link = await asked(web);
    const whole = formOf(list);
    const torn = { ...whole, body: Buffer.from(whole.body ?? '').subarray(0, 100) };
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    for (const bad of [{ method: 'POST' }, json, torn, formOf(list, list)]) {
      expect((await call(link, bad)).status).toBe(422);
    }
    expect(storedFiles(web)).toEqual([]);
  });

  it('a name full of tricks is stored and shown without them', async () => {
    const web = await openOfficeWeb();
    const link = await asked(web);
    await call(link, formOf({ name: '../../..\\\u202e<b>ds\u0000.csv', bytes: 'a;b\n' }));
    const jobs = web.office.storage.database.sqlite.prepare('SELECT payload FROM job').pluck();
    await web.office.bot.settled();
    expect(readdirSync(web.office.folder).sort()).toEqual(expect.arrayContaining(['files', 'thidua.db']));
    expect(storedFiles(web).every((name) => /^[\w-]{24}$/.test(name))).toBe(true);
    expect(JSON.stringify(jobs.all())).not.toMatch(/\.\.|\u202e|<b>/);
  });
});

describe('when the machine is in trouble', () => {
  it('a full disk is said, nothing stays behind, and the address is still good', async () => {
    let full = false;
    const web = await openOfficeWeb({ storage: (opened) => fullDisk(opened, () => full) });
    const link = await asked(web);
    full = true;
    const refused = await call(link, formOf(list));
    expect(refused.status).toBe(503);
    expect(refused.body).toContain('Chưa lưu được tệp');
    expect(storedFiles(web)).toEqual([]);
    full = false;
    expect((await call(link, formOf(list))).status).toBe(303);
  });

  it('an event that fails is told here and in the chat, and the file is not kept', async () => {
    const web = await openOfficeWeb();
    const link = await asked(web);
    web.office.storage.database.sqlite.exec('ALTER TABLE job RENAME TO job_hidden');
    const refused = await call(link, formOf(list));
    expect(refused.status).toBe(500);
    expect(refused.body).toContain('nhắn tin cho trợ lý');
    expect(storedFiles(web)).toEqual([]);
    web.office.storage.database.sqlite.exec('ALTER TABLE job_hidden RENAME TO job');
    await web.office.bot.settled();
    expect(textOf(web.phone.look(secretary))).toMatch(/mã/i);
    const fresh = linkIn(textOf(await web.phone.type(secretary, 'xin gửi lại')));
    expect((await call(fresh, formOf(list))).status).toBe(303);
  });

  it('only a few files come at a time; the next one is told to wait, and has its turn when one went away', async () => {
    const web = await openOfficeWeb();
    const link = await asked(web);
    const slow = Array.from({ length: 4 }, () => hangingPost(link));
    const program = formOf({ name: 'a.exe', bytes: 'MZ' });
    await expect.poll(async () => (await call(link, program)).status).toBe(503);
    for (const socket of slow) socket.destroy();
    await expect.poll(async () => (await call(link, program)).status).toBe(422);
    expect((await call(link, formOf(list))).status).toBe(303);
  });
});

/** The disk as SQLite meets it when an event is written. */
function fullDisk(opened: OpenedStorage, full: () => boolean): OpenedStorage {
  const { inboundEvents } = opened.delivery;
  return {
    ...opened,
    delivery: {
      ...opened.delivery,
      inboundEvents: {
        ...inboundEvents,
        record(...event) {
          if (full()) throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL');
          return inboundEvents.record(...event);
        },
      },
    },
  };
}

/** A client that begins to send a form and never ends. */
function hangingPost(link: string): Socket {
  const { port, pathname } = new URL(link);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write(
    `POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n--b`,
  );
  return socket;
}

describe('guessing', () => {
  it('an unknown token is answered as any other, and a client that goes on is told to wait', async () => {
    const web = await openOfficeWeb();
    const link = await asked(web);
    const guess = (n: number) => call(`${web.url}upload/${String(n).padStart(32, 'x')}`);
    const [first, other] = [await guess(1), await call(`${web.url}upload/..%2f..%2fetc%2fpasswd`)];
    expect([first.status, first.body]).toEqual([other.status, other.body]);
    for (let n = 2; n < 31; n += 1) await guess(n);
    expect((await guess(31)).status).toBe(429);
    // Neither those who share the address nor others behind the same proxy are meant.
    expect((await call(link)).status).toBe(200);
    const elsewhere = { headers: { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' } };
    expect((await call(`${web.url}upload/z`, elsewhere)).status).toBe(404);
  });
});

describe('where the server has no public address', () => {
  it('the question says that a file cannot come this way and what to do', async () => {
    const phone = textPhone(await openOffice());
    phone.link(secretary);
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Cán bộ');
    const seen = textOf(await phone.choose(secretary, 'Cập nhật danh sách'));
    expect(seen).toContain('Ứng dụng này không nhận được tệp');
    expect(seen).toContain('PUBLIC_URL');
    expect(seen).not.toMatch(/https?:/);
  });
});

function unlink({ office }: OfficeWeb, code: string): void {
  const [identity] = office.storage.store.identities.ofMember(office.person(code).id);
  office.work(({ store }) => store.identities.unlink(identity?.id ?? 0));
}
