import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, textOf } from '../support/phone.ts';
import { SENT } from '../support/scripted-channel.ts';
import { sendingDesk } from '../support/sending-desk.ts';

const { secretary, staff } = CAST;

/** Another process that is writing, as a long import does; the office does not wait for it. */
function longImport({ storage }: Office) {
  storage.database.sqlite.pragma('busy_timeout = 0');
  const other = new Sqlite(storage.database.path);
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  return { ends: () => other.exec('COMMIT') };
}

describe('while another process holds the database', () => {
  it('nothing is sent, the sender survives, and goes on by itself', async () => {
    const { office, add, platform, sender, later } = await sendingDesk();
    platform.answerAll(() => SENT);
    sender.start();
    await sender.idle();
    add('A', 'một');
    const other = longImport(office);
    sender.wake();
    expect(platform.history).toEqual([]);
    expect(office.log.lines.map(({ message }) => message)).toEqual(['outbox not available']);
    other.ends();
    await later(5_000, sender);
    expect(platform.history).toEqual(['A: một']);
  });

  it('a job waits, and runs at the next look', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(secretary);
    office.work(({ store, now }) => {
      const chat = { channel: 'local', chatId: secretary, accountId: secretary };
      store.jobs.enqueue({ kind: 'staff_template', memberId: office.person(secretary).id, ...chat, payload: {}, now });
    });
    const other = longImport(office);
    await office.bot.jobs.idle();
    expect(office.log.lines.map(({ message }) => message)).toEqual(['jobs not available']);
    other.ends();
    await office.bot.settled();
    expect(phone.look(secretary).at(-1)?.file).toBe('mau-danh-sach-can-bo.xlsx');
  });
});

describe('with a full disk', () => {
  it('a reminder is not given up: it goes out once there is room', async () => {
    const office = await openOffice({ at: '2022-02-07 07:59' });
    const phone = localPhone(office);
    phone.link(staff);
    await office.tick();
    phone.look(staff);
    for (const { code } of office.storage.store.members.active()) if (code !== staff) office.link(code);
    office.clock.set('2022-02-07 08:00');
    const { sqlite } = office.storage.database;
    sqlite.pragma(`max_page_count = ${sqlite.pragma('page_count', { simple: true })}`);
    expect(() => office.bot.tick.run()).toThrow(/full/);
    sqlite.pragma('max_page_count = 1000000');
    expect(await office.tick()).toBeGreaterThan(30);
    expect(textOf(phone.look(staff))).toContain('Đã mở đăng ký thi đua');
  });
});
