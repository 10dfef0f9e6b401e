import { describe, expect, it } from 'vitest';
import { importPlan } from '../../src/app/plan-import.ts';
import { RETENTION } from '../../src/domain/retention.ts';
import { DAY, HOUR } from '../../src/lib/clock.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, textOf } from '../support/phone.ts';
import { FULL_CONTENT, reportFor, reviewWith } from '../support/reporting.ts';
import { submitFor } from '../support/steps.ts';

const { staff, colleague, secretary, leader } = CAST;

async function linkedOffice(at: string, people: readonly string[] = [staff, colleague, secretary, leader]) {
  const office = await openOffice({ at });
  const phone = localPhone(office);
  for (const who of people) phone.link(who);
  // What fell due since the plan was imported is behind us.
  await office.tick();
  for (const who of people) phone.look(who);
  return { office, phone };
}

const planned = (office: Office) =>
  office.storage.database.sqlite
    .prepare(`SELECT count(*) FROM due_item WHERE state = 'planned'`)
    .pluck()
    .get() as number;

const states = (office: Office, kind: string) =>
  office.storage.database.sqlite
    .prepare('SELECT state, count(*) AS rows FROM due_item WHERE kind = ? GROUP BY state ORDER BY state')
    .all(kind);

describe('the heartbeat', () => {
  it('tells everybody that registration opened, once', async () => {
    const { office, phone } = await linkedOffice('2022-02-07 07:59');
    office.clock.set('2022-02-07 08:00');
    await office.tick();
    expect(states(office, 'registration_opened')).toEqual([{ state: 'fired', rows: 33 }]);
    expect(textOf(phone.look(staff))).toContain('Đã mở đăng ký thi đua năm 2022. Hạn nộp: 17:00 thứ Hai, 28/02/2022');
    expect(await office.tick()).toBe(0);
    await office.restart();
    expect(await office.tick()).toBe(0);
    expect(textOf(phone.look(staff))).toBe('');
  });

  it('reminds those who still owe something, and nobody else', async () => {
    const { office, phone } = await linkedOffice('2022-02-14 08:30');
    const pledgeId = submitFor(office, colleague);
    office.work(({ store, now }) => store.pledges.setState(pledgeId, 'returned', now));
    submitFor(office, secretary);
    const next = office.storage.store.dueItems.next(['registration_reminder'], office.clock.now());
    office.clock.advance((next?.dueAt ?? 0) - office.clock.now());
    await office.tick();
    expect(textOf(phone.look(staff))).toContain('Nhắc hạn: đồng chí chưa nộp');
    expect(textOf(phone.look(colleague))).toContain('bị trả lại, cần sửa');
    expect(textOf(phone.look(secretary))).toBe('');
  });

  it('does not remind of what is no longer true or no longer useful', async () => {
    const { office, phone } = await linkedOffice('2022-02-14 08:30', [staff]);
    const next = office.storage.store.dueItems.next(['registration_reminder'], office.clock.now());
    office.clock.advance((next?.expiresAt ?? 0) - office.clock.now());
    await office.tick();
    // The next one says the same: the one that it replaces is not told any more.
    expect(phone.look(staff)).toHaveLength(1);
    const skipped = states(office, 'registration_reminder').find(
      (row) => (row as { state: string }).state === 'skipped',
    );
    expect(skipped).toMatchObject({ rows: 30 });
  });

  it('does not remind somebody who left', async () => {
    const { office } = await linkedOffice('2022-02-14 08:30', [staff]);
    office.change(staff, { active: false });
    const next = office.storage.store.dueItems.next(['registration_reminder'], office.clock.now());
    office.clock.advance((next?.dueAt ?? 0) - office.clock.now());
    await office.tick();
    const row = office.storage.database.sqlite
      .prepare(`SELECT state FROM due_item WHERE member_id = ? AND due_at = ?`)
      .pluck();
    expect(row.get(office.person(staff).id, office.clock.now())).toBe('skipped');
    expect(row.get(office.person(colleague).id, office.clock.now())).toBe('fired');
  });

  it('after a week of downtime tells what is still useful, and nothing twice', async () => {
    const { office, phone } = await linkedOffice('2022-02-21 08:00');
    await office.tick();
    for (const who of [staff, secretary, leader]) phone.look(who);
    office.clock.set('2022-03-01 07:30');
    await office.restart();
    await office.tick();
    expect(phone.look(staff)).toHaveLength(0);
    expect(textOf(phone.look(secretary))).toContain('Đã hết hạn đăng ký thi đua');
    const before = planned(office);
    await office.tick();
    expect(planned(office)).toBe(before);
  });

  it('closes registration whenever it notices, even weeks later', async () => {
    const { office, phone } = await linkedOffice('2022-02-28 16:00', [secretary]);
    office.clock.set('2022-04-01 08:00');
    await office.tick();
    expect(textOf(phone.look(secretary))).toContain('Đã nộp: 0/33 người');
  });

  it('sends the digest to leaders, with counts and no names of those who owe', async () => {
    const { office, phone } = await linkedOffice('2022-02-14 08:30');
    submitFor(office, staff);
    const next = office.storage.store.dueItems.next(['weekly_digest'], office.clock.now());
    office.clock.advance((next?.dueAt ?? 0) - office.clock.now());
    await office.tick();
    const digest = textOf(phone.look(leader));
    expect(digest).toContain('Bản tin thi đua hằng tuần');
    expect(digest).toContain('Đăng ký: 1/33 người đã nộp');
    expect(digest).toContain('Phòng Chính sách Dân tộc: 5/6 người');
    expect(digest).not.toContain('Cao Thị Yến Nhi');
    expect(textOf(phone.look(secretary))).not.toContain('Bản tin');
  });

  it('tells in the digest how a review goes, and of registration its total only', async () => {
    const { office, phone } = await linkedOffice('2022-02-14 08:30');
    reviewWith(office, { [staff]: FULL_CONTENT, [colleague]: FULL_CONTENT });
    await office.tick();
    phone.look(leader);
    reportFor(office, staff);
    const next = office.storage.store.dueItems.next(['weekly_digest'], office.clock.now());
    office.clock.advance((next?.dueAt ?? 0) - office.clock.now());
    await office.tick();
    const digest = textOf(phone.look(leader));
    expect(digest).toContain('Báo cáo sơ kết 6 tháng: 1/2 người đã nộp, 0 đã xác nhận');
    expect(digest).toContain('Phòng Chính sách Dân tộc: 1/2 người');
    expect(digest).toContain('Đăng ký: 2/33 người đã nộp');
    expect(digest).not.toContain('Thanh tra');
  });

  it('fires nothing twice when the clock goes back and forth', async () => {
    const { office, phone } = await linkedOffice('2022-02-07 08:00', [staff]);
    office.clock.advance(-3 * DAY);
    await office.tick();
    office.clock.advance(3 * DAY + HOUR);
    await office.tick();
    expect(textOf(phone.look(staff))).toBe('');
  });

  it('fires nothing twice when the plan is imported again in between', async () => {
    const { office, phone } = await linkedOffice('2022-02-07 07:00', [staff]);
    office.clock.set('2022-02-07 08:00');
    await office.tick();
    expect(textOf(phone.look(staff))).not.toBe('');
    office.clock.advance(-HOUR);
    office.work((work) => importPlan(work, office.plan));
    office.clock.advance(HOUR);
    await office.tick();
    expect(textOf(phone.look(staff))).toBe('');
  });

  it('fires nothing twice when two beats meet', async () => {
    const { office, phone } = await linkedOffice('2022-02-07 07:59', [staff]);
    office.clock.set('2022-02-07 08:00');
    expect(office.bot.tick.run()).toBeGreaterThan(0);
    expect(office.bot.tick.run()).toBe(0);
    await office.bot.settled();
    expect(phone.look(staff)).toHaveLength(1);
  });

  it('takes the rows of a large office in one beat', async () => {
    const { office } = await linkedOffice('2022-02-07 08:00', []);
    const add = office.storage.database.sqlite.prepare(
      `INSERT INTO due_item (key, campaign_id, kind, member_id, milestone, due_at, expires_at, state)
       VALUES (?, 1, 'registration_reminder', ?, 'het-han-dang-ky', ?, ?, 'planned')`,
    );
    const { id } = office.person(staff);
    const now = office.clock.now();
    for (let n = 0; n < 1_200; n += 1) add.run(`mass:${n}`, id, now, now + HOUR);
    await office.tick();
    expect(
      states(office, 'registration_reminder').filter((row) => (row as { state: string }).state === 'fired'),
    ).toEqual([{ state: 'fired', rows: 1_200 }]);
  });

  it('is not held up by a row that cannot be fired', async () => {
    const { office, phone } = await linkedOffice('2022-02-07 08:00', [staff, leader]);
    const { sqlite } = office.storage.database;
    submitFor(office, colleague);
    // What no code writes: a plan without its agency, whom the digest names.
    sqlite.prepare(`UPDATE plan_version SET content = json_remove(content, '$.agency')`).run();
    await office.restart();
    const next = office.storage.store.dueItems.next(['weekly_digest'], office.clock.now());
    office.clock.advance((next?.dueAt ?? 0) - office.clock.now());
    await office.tick();
    expect(textOf(phone.look(leader))).not.toContain('Bản tin');
    expect(textOf(phone.look(staff))).toContain('Nhắc hạn');
    expect(office.log.lines.map(({ message }) => message)).toEqual(['due item failed']);
    await office.tick();
    expect(office.log.lines).toHaveLength(1);
  });

  it('looks after everything else where one thing fails at every beat', async () => {
    const { office } = await linkedOffice('2022-02-14 08:30', [staff]);
    const { store } = office.storage;
    office.change(staff, { active: false });
    // What no code writes: people whose menus are to be set, cut off.
    office.work(() => store.settings.set('menus_to_set', '['));
    office.clock.advance(RETENTION.leaver_chat.keptMs + DAY);
    await expect(office.tick()).rejects.toThrow(SyntaxError);
    expect(store.identities.ofMember(office.person(staff).id)).toEqual([]);
  });
});
