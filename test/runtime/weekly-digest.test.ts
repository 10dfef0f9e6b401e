import { describe, expect, it } from 'vitest';
import { importCalendar } from '../../src/app/calendar-import.ts';
import { sentDigest } from '../../src/app/weekly-digest.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, textOf } from '../support/phone.ts';
import { campaignIn } from '../support/reporting.ts';
import { PLAIN_CONTENT, submitFor } from '../support/steps.ts';

const { leader, secretary, staff } = CAST;
const DIGEST = 'Bản tin thi đua hằng tuần';

function weeks(office: Office): readonly string[] {
  return office.work(({ store }) => store.digests.weeks(campaignIn(office).id));
}

function sent(office: Office): number {
  return office.work(() =>
    Number(
      office.storage.database.sqlite.prepare("SELECT count(*) FROM outbox WHERE kind = 'weekly_digest'").pluck().get(),
    ),
  );
}

describe('the weekly digest', () => {
  it('leaves once a week, whatever restarts between its hour and the next', async () => {
    const office = await openOffice({ at: '2022-02-14 08:00' });
    office.link(leader);
    await office.tick();
    expect(sent(office)).toBe(1);
    for (const moment of ['2022-02-14 08:00', '2022-02-14 08:01', '2022-02-16 10:00', '2022-02-20 23:00']) {
      office.clock.set(moment);
      await office.restart();
      await office.tick();
    }
    expect(sent(office)).toBe(1);
    expect(weeks(office)).toEqual(['2022-02-14']);
    office.clock.set('2022-02-21 08:00');
    await office.restart();
    await office.tick();
    expect(sent(office)).toBe(2);
    expect(weeks(office)).toEqual(['2022-02-21', '2022-02-14']);
  });

  it('is missed for weeks and then told once, for the last of them', async () => {
    const office = await openOffice({ at: '2022-02-12 10:00' });
    office.link(leader);
    office.clock.set('2022-03-02 09:00');
    await office.tick();
    expect(sent(office)).toBe(1);
    expect(weeks(office)).toEqual(['2022-02-28']);
  });

  it('is not told twice in a week whose day the plan changes', async () => {
    const office = await openOffice();
    office.link(leader);
    await office.tick();
    office.work(({ store, now }) => {
      store.campaigns.savePlan({ ...office.plan, digest: { weekday: 3, time: '08:00' } }, now);
      // As if planned anew: the row of the new day in the same week.
      const [first] = store.dueItems.withPrefix(`${office.plan.year}:weekly_digest:-:2022-02-14`);
      if (first === undefined) throw new Error('no digest row');
      const { state: _, ...row } = first;
      const later = { key: `${office.plan.year}:weekly_digest:-:2022-02-16:`, dueAt: row.dueAt + 2 * 86_400_000 };
      store.dueItems.add({ ...row, ...later, expiresAt: row.expiresAt + 2 * 86_400_000 });
    });
    office.clock.set('2022-02-16 08:00');
    await office.tick();
    expect(sent(office)).toBe(1);
    expect(weeks(office)).toEqual(['2022-02-14']);
  });

  it('leaves on the next working day where Monday is a holiday', async () => {
    const office = await openOffice({ at: '2022-02-18 10:00' });
    office.link(leader);
    const dayOff = { date: '2022-02-21', kind: 'day_off', name: 'Nghỉ bù' } as const;
    office.work((work) => importCalendar(work, { year: 2022, days: [dayOff], quiet: null }));
    office.clock.set('2022-02-21 08:00');
    await office.tick();
    expect(sent(office)).toBe(0);
    office.clock.set('2022-02-22 08:00');
    await office.tick();
    expect(sent(office)).toBe(1);
    expect(weeks(office)).toEqual(['2022-02-21']);
  });

  it('goes to the group alone where there is one, in the office’s language and without names', async () => {
    const office = await openOffice({ at: '2022-02-14 07:00' });
    const phone = localPhone(office);
    phone.link(leader);
    phone.link(secretary);
    office.work(({ store, now }) =>
      store.settings.set('leadership_group', JSON.stringify({ channel: 'local', chatId: 'nhom', setAt: now })),
    );
    office.clock.set('2022-02-14 08:00');
    await office.tick();
    expect(textOf(phone.look(leader))).toBe('');
    const seen = textOf(phone.look('nhom'));
    expect(seen).toContain(DIGEST);
    for (const { fullName } of office.work(({ store }) => store.members.all())) expect(seen).not.toContain(fullName);
  });

  it('stays as it was when the figures move on, and knows what moved since', async () => {
    const office = await openOffice();
    await office.tick();
    submitFor(office, staff, PLAIN_CONTENT);
    office.clock.set('2022-02-21 08:00');
    await office.tick();
    const [now, before] = office.work((work) => ['2022-02-21', '2022-02-14'].map((week) => sentDigest(work, week)));
    expect(before?.standings.registration.handedIn).toBe(0);
    expect(before?.since).toBeNull();
    expect(now?.standings.registration.handedIn).toBe(1);
    expect(now?.since).toMatchObject({ handedIn: 1, accepted: 0 });
  });
});
