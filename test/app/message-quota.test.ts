import { describe, expect, it } from 'vitest';
import {
  bulkRoom,
  clearRefusal,
  countSent,
  noteRefusal,
  peopleOnChannel,
  pruneSentCounts,
  quotaStanding,
  takeAlarm,
} from '../../src/app/message-quota.ts';
import { CAST, openOffice } from '../support/office.ts';

const QUOTA = { channel: 'counted', limit: 100 } as const;
const REMINDER_LANE = 2;

describe('a month of messages', () => {
  it('has room for reminders up to the reserve, none after a refusal, and all of it again in the next month', async () => {
    const office = await openOffice();
    const room = () => office.work((work) => bulkRoom(work, QUOTA));
    expect(room()).toBe(90);
    office.work((work) => countSent(work, 'counted', REMINDER_LANE));
    expect(room()).toBe(89);
    expect(office.work((work) => noteRefusal(work, 'counted'))).toBe(true);
    expect(office.work((work) => noteRefusal(work, 'counted'))).toBe(false);
    expect(room()).toBe(0);
    expect(office.work((work) => clearRefusal(work, 'counted'))).toBe(true);
    expect(room()).toBe(89);
    office.work((work) => noteRefusal(work, 'counted'));
    // 23:59 of the last day in Hà Nội is 16:59 UTC.
    office.clock.set('2022-02-28 23:59');
    expect(room()).toBe(0);
    office.clock.set('2022-03-01 00:00');
    expect(room()).toBe(90);
    expect(office.work((work) => quotaStanding(work, QUOTA))).toMatchObject({
      used: 0,
      refused: false,
      month: '2022-03',
    });
  });

  it('counts nothing that was undone, and sees what another connection counted', async () => {
    const office = await openOffice();
    const { unitOfWork, store } = office.storage;
    const since = () => office.work(() => store.sentMessages.since('counted', '2022-02-01'));
    expect(since()).toBe(0);
    expect(() =>
      unitOfWork.run(() => {
        store.sentMessages.add('counted', '2022-02-14', 'answer', 5);
        throw new Error('undone');
      }),
    ).toThrow('undone');
    expect(since()).toBe(0);
    office.work(() => store.sentMessages.add('counted', '2022-02-14', 'answer', 2));
    office.work(() => store.sentMessages.add('counted', '2022-01-31', 'answer', 7));
    expect(since()).toBe(2);
  });

  it('raises each alarm once, the worst first, and begins anew with the next month', async () => {
    const office = await openOffice();
    const alarm = () => office.work((work) => takeAlarm(work, QUOTA));
    const use = (count: number, day = '2022-02-14') =>
      office.work(({ store }) => store.sentMessages.add('counted', day, 'answer', count));
    use(79);
    expect(alarm()).toBeNull();
    use(1);
    expect([alarm(), alarm()]).toEqual([80, null]);
    use(15);
    expect([alarm(), alarm()]).toEqual([95, null]);
    office.work((work) => noteRefusal(work, 'counted'));
    expect([alarm(), alarm()]).toEqual(['refused', null]);
    office.work((work) => clearRefusal(work, 'counted'));
    expect(alarm()).toBeNull();
    office.clock.set('2022-03-02 08:00');
    use(96, '2022-03-02');
    expect([alarm(), alarm()]).toEqual([95, null]);
  });

  it('is foreseen with the reminders of those who get them on that channel', async () => {
    const office = await openOffice();
    office.link(CAST.staff, 'counted');
    office.link(CAST.colleague);
    office.work(({ store }) => store.sentMessages.add('counted', '2022-02-14', 'answer', 90));
    const { forecast } = office.work((work) => quotaStanding(work, QUOTA));
    expect(forecast.unreached).toEqual([office.person(CAST.staff).id]);
    expect(forecast.runsOutOn).not.toBeNull();
    expect(forecast.needed).toBeGreaterThan(90);
  });

  it('is forgotten after thirteen months, not before', async () => {
    const office = await openOffice();
    const days = () => office.work(({ store }) => store.sentMessages.between('counted', '2020-01-01', '2030-01-01'));
    for (const day of ['2021-01-10', '2021-01-20', '2022-02-14']) {
      office.work(({ store }) => store.sentMessages.add('counted', day, 'digest', 1));
    }
    office.work((work) => pruneSentCounts(work));
    expect(days().map(({ day }) => day)).toEqual(['2021-01-20', '2022-02-14']);
    office.clock.set('2023-04-01 08:00');
    await office.tick();
    expect(days()).toEqual([]);
  });
});

it('people on a channel are counted once, linked or invited', async () => {
  const office = await openOffice();
  for (const code of [CAST.staff, CAST.colleague]) office.link(code, 'counted');
  office.link(CAST.head);
  const invited = [CAST.staff, CAST.head, CAST.stranger].map((code) => office.person(code).id);
  const limited = { ...QUOTA, people: { people: 3, source: '', verified: false } };
  expect(peopleOnChannel(office.storage, limited, invited)).toEqual({ linked: 2, withInvited: 4, most: 3 });
  expect(peopleOnChannel(office.storage, QUOTA, invited)).toBeNull();
});
