import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, openPhone, RENDERINGS, telegramAccount, textOf } from '../support/phone.ts';

const { staff, secretary, colleague } = CAST;

/** Whether any file of the data folder holds a text, as raw bytes. */
function onDisk({ folder, storage }: Office, text: string): readonly string[] {
  storage.database.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return names
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text))
    .map((path) => path.slice(folder.length + 1));
}

describe('unlinking', () => {
  it('leaves no trace of the account, its chat or what was said there on the disk', async () => {
    const office = await openOffice();
    const account = { channel: 'local', accountId: 'tài-khoản-4711', chatId: 'phòng-chat-0815' };
    office.linkAccount(staff, account);
    // Everything that a chat leaves: events, answers, a job and its file, an address, a wrong code before.
    office.work(({ store, now }) => {
      store.invites.recordAttempts(account, 2, now);
      const owner = { memberId: office.person(staff).id, channel: account.channel, chatId: account.chatId };
      const file = { storedName: 'x'.repeat(24), name: 'a.pdf', mime: 'application/pdf', entitlement: null };
      store.fileLinks.add('hash', { ...owner, ...file, purpose: 'download', expiresAt: now + 1 }, now);
      const asked = { promptToken: 'p', kind: 'evidence', expiresAt: now + 1 } as const;
      store.uploadLinks.add('hash2', { ...owner, accountId: account.accountId, ...asked }, now);
      store.jobs.enqueue({ kind: 'staff_template', ...owner, accountId: account.accountId, payload: {}, now });
    });
    const say = (text: string, key: string) =>
      office.bot.receive([
        {
          channel: 'local',
          eventKey: `m:${account.chatId}:${key}`,
          at: office.clock.now(),
          chat: { id: account.chatId, kind: 'private' },
          from: { id: account.accountId, displayName: 'Ai đó' },
          binding: true,
          body: { kind: 'text', text },
        },
      ]);
    say('/dangky', '1');
    await office.bot.settled();
    expect(onDisk(office, account.accountId)).toEqual(['thidua.db']);
    say('/huy', '2');
    say('/caidat', '3');
    say('Hủy liên kết tài khoản này', '6');
    say('Hủy liên kết', '7');
    await office.bot.settled();
    expect(office.work(({ store }) => store.identities.ofMember(office.person(staff).id))).toEqual([]);
    expect([onDisk(office, account.accountId), onDisk(office, account.chatId)]).toEqual([[], []]);
    // What comes again changes nothing, and brings nothing back.
    expect(say('Hủy liên kết', '7')).toEqual([{ eventKey: `m:${account.chatId}:7`, status: 'replay' }]);
    await office.restart();
    expect(say('/dangky', '1')).toEqual([{ eventKey: `m:${account.chatId}:1`, status: 'replay' }]);
    expect([onDisk(office, account.accountId), onDisk(office, account.chatId)]).toEqual([[], []]);
  });

  it.each(RENDERINGS)(
    'says good-bye in the chat itself on %s, and keeps the withdrawal without the account',
    async (way) => {
      const phone = await openPhone(way);
      const { office } = phone;
      try {
        phone.link(staff);
        await phone.type(staff, '/caidat');
        await phone.choose(staff, 'Hủy liên kết tài khoản này');
        expect(textOf(await phone.choose(staff, 'Hủy liên kết'))).toContain('Đã hủy liên kết');
        const { id } = office.person(staff);
        const consents = office.work(({ store }) => store.consents.ofMember(id));
        expect(consents).toMatchObject([{ noticeVersion: 3, withdrawnAt: office.clock.now() }]);
        const account = way === 'telegram' ? String(telegramAccount(staff)) : null;
        const chats = office.storage.database.sqlite.prepare('SELECT chat_id FROM outbox').pluck().all();
        expect(chats).toEqual([]);
        if (account !== null) expect(onDisk(office, account)).toEqual([]);
      } finally {
        await phone.close();
      }
    },
  );

  it('sends what waited for the chat to the other messenger, and drops what can go nowhere', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(staff);
    office.link(staff, 'local-text');
    phone.link(colleague);
    const { outbox } = office.storage.delivery;
    const wait = (who: string) => {
      const now = office.clock.now();
      const row = {
        channel: 'local',
        chatId: who,
        memberId: office.person(who).id,
        lane: 2,
        kind: 'registration_open',
      };
      const payload = JSON.stringify({ type: 'text', text: `Nhắc ${who}` });
      const later = { dedupeKey: `nhac:${who}`, payload, dueAt: now + 3_600_000, expiresAt: null };
      office.work(() => outbox.add({ ...row, ...later }, now));
    };
    for (const who of [staff, colleague]) wait(who);
    for (const who of [staff, colleague]) {
      await phone.type(who, '/caidat');
      await phone.choose(who, 'Hủy liên kết tài khoản này');
      await phone.choose(who, 'Hủy liên kết');
    }
    await office.bot.settled();
    const texts = (hub: typeof office.text.hub, who: string) => hub.chat(who).messages.map(({ text }) => text);
    expect(texts(office.text.hub, staff)).toContain(`Nhắc ${staff}`);
    expect(texts(office.rich.hub, colleague)).not.toContain(`Nhắc ${colleague}`);
    const left = office.storage.database.sqlite
      .prepare("SELECT count(*) FROM outbox WHERE channel = 'local'")
      .pluck()
      .get();
    expect(left).toBe(0);
  });

  it('by linking another account of the same messenger takes the first one’s traces too', async () => {
    const office = await openOffice();
    office.linkAccount(staff, { channel: 'local', accountId: 'máy-cũ-77', chatId: 'máy-cũ-77' });
    const body = { kind: 'text', text: '/menu' } as const;
    office.rich.hub.post({ clientId: 'c1', personId: 'máy-cũ-77', displayName: '', body });
    await office.bot.settled();
    office.linkAccount(staff, { channel: 'local', accountId: 'máy-mới-88', chatId: 'máy-mới-88' });
    await office.bot.settled();
    expect(onDisk(office, 'máy-cũ-77')).toEqual([]);
    expect(onDisk(office, 'máy-mới-88')).toEqual(['thidua.db']);
  });

  it('does not touch what others have', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    for (const who of [staff, secretary]) phone.link(who);
    await phone.type(secretary, '/menu');
    const others = () =>
      office.storage.database.sqlite.prepare('SELECT count(*) FROM outbox WHERE chat_id = ?').pluck().get(secretary);
    const before = others();
    await phone.type(staff, '/caidat');
    await phone.choose(staff, 'Hủy liên kết tài khoản này');
    await phone.choose(staff, 'Hủy liên kết');
    expect(others()).toBe(before);
    expect(textOf(await phone.type(secretary, '/menu'))).not.toBe('');
  });
});
