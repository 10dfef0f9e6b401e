import { describe, expect, it } from 'vitest';
import { importPlan } from '../../src/app/plan-import.ts';
import { DAY, HOUR } from '../../src/lib/clock.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, textOf } from '../support/phone.ts';
import { submitFor } from '../support/steps.ts';

const { staff, colleague, secretary, leader, head } = CAST;

async function officeAt(at: string, people: readonly string[]) {
  const office = await openOffice({ at });
  const phone = localPhone(office);
  for (const who of people) phone.link(who);
  await office.tick();
  for (const who of people) phone.look(who);
  const goTo = async (moment: string) => {
    office.clock.set(moment);
    return await office.tick();
  };
  return { office, phone, goTo };
}

const rows = (office: Office, kind: string, state: string) =>
  office.storage.database.sqlite
    .prepare('SELECT count(*) FROM due_item WHERE kind = ? AND state = ?')
    .pluck()
    .get(kind, state) as number;

const review = (office: Office, round: 'preliminary' | 'final') => {
  const campaign = office.storage.store.campaigns.current();
  return campaign === null ? null : office.storage.store.reviews.find(campaign.id, round);
};

/** The example's plan with one milestone at another time. */
function withMilestone(office: Office, code: string, date: string, time: string) {
  const milestones = office.plan.milestones.map((one) => (one.code === code ? { ...one, date, time } : one));
  office.work((work) => importPlan(work, { ...office.plan, milestones }));
}

describe('a reminder whose reader cannot be reached', () => {
  it('waits for the end of their leave', async () => {
    const { office, phone, goTo } = await officeAt('2022-02-18 09:00', [staff, colleague]);
    office.work(({ store, now }) => {
      const { id } = office.person(staff);
      store.leaves.add({ memberId: id, from: '2022-02-21', to: '2022-02-22', addedBy: id, addedAt: now });
    });
    await goTo('2022-02-21 08:00');
    expect(phone.look(staff)).toHaveLength(0);
    expect(phone.look(colleague)).toHaveLength(1);
    await goTo('2022-02-23 07:30');
    expect(textOf(phone.look(staff))).toContain('Nhắc hạn');
    expect(phone.look(colleague)).toHaveLength(0);
  });

  it('is not told when they come back after the next one is due', async () => {
    const { office, phone, goTo } = await officeAt('2022-02-18 09:00', [staff]);
    office.work(({ store, now }) => {
      const { id } = office.person(staff);
      store.leaves.add({ memberId: id, from: '2022-02-21', to: '2022-02-25', addedBy: id, addedAt: now });
    });
    for (const day of ['2022-02-21', '2022-02-25']) await goTo(`${day} 08:00`);
    expect(phone.look(staff)).toHaveLength(0);
    await goTo('2022-02-28 07:30');
    expect(phone.look(staff)).toHaveLength(1);
  });

  it('noticed at night waits for the morning, and is true then or not told', async () => {
    const { office, phone, goTo } = await officeAt('2022-02-18 09:00', [staff, colleague]);
    await goTo('2022-02-21 21:00');
    expect(phone.look(staff)).toHaveLength(0);
    submitFor(office, colleague);
    await goTo('2022-02-22 07:30');
    expect(phone.look(staff)).toHaveLength(1);
    expect(phone.look(colleague)).toHaveLength(0);
  });

  it('that waits survives a new plan and is told once', async () => {
    const { office, phone, goTo } = await officeAt('2022-02-18 09:00', [staff]);
    await goTo('2022-02-21 21:00');
    office.work((work) => importPlan(work, office.plan));
    await goTo('2022-02-22 07:30');
    await goTo('2022-02-22 08:00');
    expect(phone.look(staff)).toHaveLength(1);
  });
});

describe('a clock that jumps', () => {
  it('over three weeks tells each person once what still holds', async () => {
    const { office, phone, goTo } = await officeAt('2022-02-07 07:00', [staff, leader]);
    await goTo('2022-02-25 09:00');
    expect(phone.look(staff)).toHaveLength(1);
    expect(phone.look(leader)).toHaveLength(2);
    expect(rows(office, 'weekly_digest', 'fired')).toBe(1);
  });

  it('back and forth again repeats nothing', async () => {
    const { office, phone, goTo } = await officeAt('2022-02-18 09:00', [staff, leader]);
    await goTo('2022-02-21 08:00');
    const told = [phone.look(staff).length, phone.look(leader).length];
    expect(told).toEqual([1, 1]);
    office.clock.advance(-10 * DAY);
    await office.tick();
    office.work((work) => importPlan(work, office.plan));
    await goTo('2022-02-21 08:00');
    await goTo('2022-02-21 09:00');
    expect([phone.look(staff).length, phone.look(leader).length]).toEqual([0, 0]);
  });

  it('over a month of digests sends one', async () => {
    const { phone, goTo } = await officeAt('2022-03-01 09:00', [leader]);
    await goTo('2022-04-06 10:00');
    expect(phone.look(leader)).toHaveLength(1);
  });

  it('to a night sends the digest in the morning', async () => {
    const { phone, goTo } = await officeAt('2022-03-01 09:00', [leader]);
    await goTo('2022-03-08 22:00');
    expect(phone.look(leader)).toHaveLength(0);
    await goTo('2022-03-09 07:30');
    expect(textOf(phone.look(leader))).toContain('Bản tin');
  });
});

describe('a preliminary review', () => {
  const pledged = (office: Office) => {
    for (const who of [staff, colleague, head]) submitFor(office, who);
  };

  it('opens on its day, and only those with a pledge are told', async () => {
    const { office, phone, goTo } = await officeAt('2022-02-21 09:00', [staff, secretary]);
    pledged(office);
    await goTo('2022-06-14 09:00');
    for (const who of [staff, secretary]) phone.look(who);
    await goTo('2022-06-15 08:00');
    expect(review(office, 'preliminary')?.state).toBe('open');
    expect(textOf(phone.look(staff))).toContain('báo cáo sơ kết');
    expect(phone.look(secretary)).toHaveLength(0);
  });

  it('opens and closes as of its times however late that is noticed', async () => {
    const { office, goTo } = await officeAt('2022-02-21 09:00', [staff]);
    pledged(office);
    await goTo('2022-08-01 09:00');
    const found = review(office, 'preliminary');
    expect(found?.state).toBe('closed');
    office.clock.set('2022-06-15 08:00');
    expect(found?.openedAt).toBe(office.clock.now());
    office.clock.set('2022-06-30 17:00');
    expect(found?.closedAt).toBe(office.clock.now());
  });

  it('reports to the secretary what was handed in, once', async () => {
    const { office, phone, goTo } = await officeAt('2022-02-21 09:00', [secretary]);
    pledged(office);
    await goTo('2022-06-15 08:00');
    await goTo('2022-06-29 08:00');
    expect(textOf(phone.look(secretary))).toContain('3 người chưa nộp báo cáo sơ kết');
    await goTo('2022-06-30 17:00');
    expect(textOf(phone.look(secretary))).toContain('Đã hết hạn nộp báo cáo sơ kết');
    await goTo('2022-07-01 08:00');
    expect(phone.look(secretary)).toHaveLength(0);
  });

  it('that ends at midnight closes then and reports in the morning', async () => {
    const { office, phone, goTo } = await officeAt('2022-02-21 09:00', [secretary]);
    pledged(office);
    withMilestone(office, 'het-han-so-ket', '2022-06-30', '23:59');
    await goTo('2022-06-30 18:00');
    phone.look(secretary);
    await goTo('2022-06-30 23:59');
    expect(review(office, 'preliminary')?.state).toBe('closed');
    expect(phone.look(secretary)).toHaveLength(0);
    await goTo('2022-07-01 07:30');
    expect(textOf(phone.look(secretary))).toContain('Đã hết hạn nộp báo cáo sơ kết');
  });

  it('whose end moves to a later day stays open, and is reminded of for the new one', async () => {
    const { office, phone, goTo } = await officeAt('2022-02-21 09:00', [staff]);
    pledged(office);
    await goTo('2022-06-24 09:00');
    phone.look(staff);
    withMilestone(office, 'het-han-so-ket', '2022-07-15', '17:00');
    await goTo('2022-06-30 17:00');
    expect(review(office, 'preliminary')?.state).toBe('open');
    expect(phone.look(staff)).toHaveLength(0);
    await goTo('2022-07-08 08:00');
    expect(textOf(phone.look(staff))).toContain('17:00 thứ Sáu, 15/07/2022');
  });
});

describe('a deadline on a day off', () => {
  it('stays the deadline, and is told with the last working day before it', async () => {
    const { office, phone, goTo } = await officeAt('2022-02-14 09:00', [staff]);
    withMilestone(office, 'het-han-dang-ky', '2022-02-27', '17:00');
    await goTo('2022-02-18 08:00');
    expect(textOf(phone.look(staff))).toContain(
      '17:00 Chủ nhật, 27/02/2022 (ngày làm việc cuối cùng trước hạn: thứ Sáu, 25/02/2022)',
    );
  });
});

describe('a scan', () => {
  it('gives others their turn between two commits and is not overtaken by the next one', async () => {
    const { office, phone } = await officeAt('2022-02-18 09:00', [staff]);
    office.clock.set('2022-02-21 08:00');
    office.bot.tick.start();
    office.bot.tick.run();
    await office.bot.tick.stop();
    await office.bot.settled();
    expect(phone.look(staff)).toHaveLength(1);
    office.clock.advance(HOUR);
    expect(await office.tick()).toBe(0);
  });

  it('tells the others of a person whom one row cannot be told', async () => {
    const { office, phone, goTo } = await officeAt('2022-02-18 09:00', [staff]);
    const { sqlite } = office.storage.database;
    const { id } = office.person(staff);
    // What no code writes: a kind that nobody knows.
    sqlite
      .prepare(
        `INSERT INTO due_item (key, campaign_id, kind, member_id, milestone, due_at, expires_at, state)
         SELECT 'odd', campaign_id, 'weekly_digest', ?, 'mo-dang-ky', due_at, expires_at, 'planned'
         FROM due_item WHERE member_id = ? AND kind = 'registration_reminder' LIMIT 1`,
      )
      .run(id, id);
    await goTo('2022-02-21 08:00');
    expect(textOf(phone.look(staff))).toContain('Nhắc hạn');
    expect(sqlite.prepare(`SELECT state FROM due_item WHERE key = 'odd'`).pluck().get()).toBe('skipped');
  });
});
