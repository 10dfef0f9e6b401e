import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimLeadershipGroup, clearLeadershipGroup } from '../../src/app/leadership-group.ts';
import type { Reply } from '../../src/conversation/types.ts';
import { DAY } from '../../src/lib/clock.ts';
import type { Capabilities, OutboundText } from '../../src/presentation/types.ts';
import { createLinks } from '../../src/runtime/links.ts';
import { createPost } from '../../src/runtime/post.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';

const { secretary } = CAST;
const TEXT = { key: 'manage.staff.template_sent' } as const;
const ADDRESS = 'https://thidua.example.vn';

/** Bare text, but the platform shows pictures that it fetches from an address. */
const PICTURES: Capabilities = {
  buttons: false,
  edits: false,
  filesIn: false,
  filesOut: false,
  photoLinks: true,
  formatting: 'plain',
  maxText: 2000,
  maxCaption: 1500,
  maxLabel: 60,
  shareContact: false,
};

/** What is said to the secretary, or to a stranger, in the chat of a platform with these capabilities. */
async function said(
  reply: Partial<Reply>,
  publicUrl: string | null,
  change: Partial<Capabilities> = {},
  known = true,
  leadership = false,
) {
  const office = await openOffice();
  if (leadership) {
    const claim = { channel: 'platform', chatId: secretary, person: office.person(secretary), typedCode: '' };
    office.work((work) => claimLeadershipGroup(work, claim));
  }
  office.link(secretary, 'platform');
  const { store, delivery, dataDir, database } = office.storage;
  const { fileLinks, uploadLinks, identities, members, settings } = store;
  const post = createPost({
    outbox: delivery.outbox,
    identities,
    members,
    catalogue: office.catalogue,
    capabilities: new Map([['platform', { ...PICTURES, ...change }]]),
    filesDir: dataDir.files,
    links: createLinks({
      fileLinks,
      uploadLinks,
      identities,
      settings,
      random: office.random,
      publicUrl: () => publicUrl,
    }),
    ephemeral: { add() {} },
    counted: new Set(),
    defaultLocale: 'vi',
    added() {},
  });
  const memberId = known ? office.person(secretary).id : null;
  const to = { channel: 'platform', chatId: secretary, memberId, locale: 'vi' } as const;
  office.work(({ now }) => post.reply(to, [{ say: [TEXT], ...reply }], 'test', now));
  const payloads = database.sqlite.prepare("SELECT payload FROM outbox WHERE channel = 'platform'").pluck().all();
  const messages = payloads.map((payload) => JSON.parse(String(payload)) as OutboundText);
  const counted = (table: string) => database.sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  return { office, messages, message: messages[0], links: counted('file_link'), uploads: counted('upload_link') };
}

function file(name: string, mime: string): NonNullable<Reply['file']> {
  return { storedName: 'a'.repeat(24), name, mime };
}

const CHART = file('bieu-do.png', 'image/png');
const LIST = file('danh-sach.xlsx', 'application/x');

function opened(office: Office, address: string | undefined) {
  return office.bot.fileDesk.openFile(address?.split('/').at(-1) ?? '');
}

describe('a picture', () => {
  it('is shown by its address where the platform fetches it, with the text beside it, for a day', async () => {
    const { office, message, messages } = await said({ file: CHART }, ADDRESS);
    expect(messages).toHaveLength(1);
    expect(message?.photoUrl).toMatch(/^https:\/\/thidua\.example\.vn\/files\/[\w-]{32}$/);
    expect(message?.text).toBe(office.catalogue.plain(TEXT, 'vi'));
    office.clock.advance(DAY - 1);
    writeFileSync(join(office.storage.dataDir.files, CHART.storedName), 'png');
    expect(await opened(office, message?.photoUrl)).toMatchObject({ ok: true, value: { purpose: 'picture' } });
    office.clock.advance(1);
    expect(await opened(office, message?.photoUrl)).toEqual({ ok: false, error: 'file-expired' });
  });

  it('is a link like any file where the platform shows none', async () => {
    const { message } = await said({ file: CHART }, ADDRESS, { photoLinks: false });
    expect(message?.photoUrl).toBeUndefined();
    expect(message?.text.split('\n').at(-1)).toMatch(/^https:\/\/thidua\.example\.vn\/files\/[\w-]{32}$/);
  });

  it('comes first, with the first line, where its caption does not hold all that is said', async () => {
    const long = { key: 'link.alone', params: { url: 'x '.repeat(800) } } as const;
    const { messages } = await said({ say: [TEXT, long], file: CHART }, ADDRESS);
    expect(messages.map(({ photoUrl }) => photoUrl !== undefined)).toEqual([true, false]);
    expect(messages[1]?.text.trim()).toBe('x '.repeat(800).trim());
  });

  it('is shown in the leadership group for as long as it is that', async () => {
    const { office, message, links } = await said({ file: CHART }, ADDRESS, {}, false, true);
    expect(links).toBe(0);
    writeFileSync(join(office.storage.dataDir.files, CHART.storedName), 'png');
    expect(await opened(office, message?.photoUrl)).toMatchObject({ ok: true, value: { purpose: 'picture' } });
    office.work(clearLeadershipGroup);
    expect(await opened(office, message?.photoUrl)).toEqual({ ok: false, error: 'file-not-found' });
  });

  it('is not shown in a chat that is nobody’s', async () => {
    const { message } = await said({ file: CHART }, ADDRESS, {}, false);
    expect(message?.photoUrl).toBeUndefined();
    expect(message?.text).not.toContain('http');
  });
});

describe('a file', () => {
  it('goes with the message where the channel carries it', async () => {
    const { message, links } = await said({ file: LIST }, ADDRESS, { filesOut: true });
    expect([message?.file?.name, links]).toEqual(['danh-sach.xlsx', 0]);
    expect(message?.text).not.toContain('http');
  });

  it.each([CHART, LIST])('is told in words where there is no address: $name', async (what) => {
    const { message, links } = await said({ file: what }, null);
    expect(message?.photoUrl).toBeUndefined();
    expect(message?.text).toContain(`không chuyển được tệp ${what.name}`);
    expect(message?.text).not.toContain('http');
    expect(links).toBe(0);
  });

  it('is not for a stranger', async () => {
    const { message, links } = await said({ file: LIST }, ADDRESS, {}, false);
    expect(message?.text).not.toContain('http');
    expect(links).toBe(0);
  });
});

describe('a question for a file', () => {
  const question: Partial<Reply> = { wantsFile: 'evidence', promptToken: 'prompt' };

  it('carries an address alone on its line and says what is taken and until when', async () => {
    const { message, uploads } = await said(question, `${ADDRESS}/somewhere`);
    const lines = message?.text.split('\n') ?? [];
    expect(lines.at(-1)).toMatch(/^https:\/\/thidua\.example\.vn\/upload\/[\w-]{32}$/);
    expect(lines.at(-2)).toContain('dùng một lần, đến 09:00 thứ Hai, 14/02/2022');
    expect(lines.at(-2)).toContain('không quá 10 MB');
    expect(uploads).toBe(1);
  });

  it('is left as it is where the channel takes files', async () => {
    const { message, uploads } = await said(question, ADDRESS, { filesIn: true });
    expect([message?.text, uploads]).toEqual([expect.not.stringContaining('http'), 0]);
  });

  it('names photos first where they come without a link, for what takes photos', async () => {
    const photosIn = { photosIn: true };
    const list: Partial<Reply> = { ...question, wantsFile: 'staff_list' };
    expect((await said(question, ADDRESS, photosIn)).message?.text).toContain(
      'gửi ảnh ngay tại đây, hoặc mở đường dẫn',
    );
    expect((await said(question, null, photosIn)).message?.text).toContain('chỉ nhận được ảnh');
    expect((await said(list, null, photosIn)).message?.text).toContain('không nhận được tệp');
  });

  it('says that no file can come where there is no address', async () => {
    const { message, uploads } = await said(question, null);
    expect(message?.text).toContain('Ứng dụng này không nhận được tệp');
    expect(uploads).toBe(0);
  });
});
