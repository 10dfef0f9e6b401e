import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/lib/clock.ts';
import { CAST, openOffice } from '../support/office.ts';
import { localPhone, textOf } from '../support/phone.ts';
import { DURING_REVIEW, openRound } from '../support/reporting.ts';
import { submitFor } from '../support/steps.ts';

const { staff, admin } = CAST;

async function menuAt(at: string, prepare: 'nothing' | 'returned' = 'nothing') {
  const office = await openOffice({ at });
  if (prepare === 'returned') {
    const id = submitFor(office, staff);
    office.work(({ store, now }) => store.pledges.setState(id, 'returned', now));
  }
  const phone = localPhone(office);
  phone.link(staff);
  await office.tick();
  phone.look(staff);
  return { office, phone, lines: textOf(await phone.type(staff, '/menu')).split('\n') };
}

describe('the menu', () => {
  it('begins with the pledge that is owed while it can be handed in', async () => {
    const { lines } = await menuAt('2022-02-14 09:00');
    expect(lines[1]).toBe('Đăng ký thi đua (chưa nộp)');
  });

  it('says of a pledge that it came back', async () => {
    const { lines } = await menuAt('2022-02-14 09:00', 'returned');
    expect(lines[1]).toBe('Đăng ký thi đua (bị trả lại)');
  });

  it('urges nobody to register once registration is over', async () => {
    const { office, phone } = await menuAt('2022-02-14 09:00');
    office.clock.set('2022-03-01 09:00');
    expect(textOf(await phone.type(staff, '/menu'))).not.toContain('chưa nộp');
  });

  it('begins with a pledge again when the secretary permitted it late', async () => {
    const office = await openOffice({ at: '2022-02-14 09:00' });
    const phone = localPhone(office);
    phone.link(staff);
    const id = submitFor(office, staff);
    office.clock.set('2022-03-01 09:00');
    office.work(({ store, now }) => {
      store.pledges.setState(id, 'returned', now);
      store.pledges.permitLate(id, now + DAY, now);
    });
    const lines = textOf(await phone.type(staff, '/menu')).split('\n');
    expect(lines[1]).toBe('Đăng ký thi đua (bị trả lại)');
  });

  it('leaves out what has no season, and says why to whoever types it', async () => {
    const offered = (lines: readonly string[]) =>
      ['Đăng ký thi đua', 'Báo cáo sơ kết, tổng kết'].filter((label) => lines.some((line) => line.startsWith(label)));
    const { office, phone, lines } = await menuAt('2022-02-14 09:00');
    expect(offered(lines)).toEqual(['Đăng ký thi đua']);
    expect(textOf(await phone.type(staff, '/tiendo'))).toContain('Chưa đến kỳ báo cáo');
    submitFor(office, staff);
    office.clock.set('2022-03-01 09:00');
    expect(offered(textOf(await phone.type(staff, '/menu')).split('\n'))).toEqual([]);
    expect(textOf(await phone.type(staff, '/dangky'))).toContain('Đã hết hạn đăng ký');
    office.clock.set(DURING_REVIEW);
    openRound(office, 'preliminary');
    expect(offered(textOf(await phone.type(staff, '/menu')).split('\n'))).toEqual(['Báo cáo sơ kết, tổng kết']);
  });

  it('offers managing to an administrator without calling it the secretary’s', async () => {
    const { phone } = await menuAt('2022-02-14 09:00');
    phone.link(admin);
    expect(textOf(await phone.type(admin, '/menu')).split('\n')).toContain('Quản lý');
  });
});
