import { describe, expect, it } from 'vitest';
import type { BackupProblem, BackupState } from '../../src/app/backup-ports.ts';
import { backupFailure } from '../../src/app/backup-record.ts';
import { DAY, HOUR, MINUTE } from '../../src/lib/clock.ts';
import type { ScheduledBackups } from '../../src/runtime/backup-watch.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, textOf } from '../support/phone.ts';

const { secretary, admin, staff } = CAST;

/** What makes backups, as the machine under it allows: a success is a new newest one. */
function machine(clock: { readonly now: () => number }) {
  let newest: BackupState['newest'] = null;
  const made: number[] = [];
  const stand = { problem: null as BackupProblem | null, mounted: true };
  const backups: ScheduledBackups = {
    state() {
      if (!stand.mounted) throw Object.assign(new Error('scandir'), { code: 'ENOENT' });
      return { newest, count: made.length, damaged: 0, bytes: 0 };
    },
    async make() {
      if (stand.problem !== null) return stand.problem;
      made.push(clock.now());
      newest = { name: 'b.db', madeAt: clock.now(), bytes: 1, encrypted: false, missing: 0 };
      return null;
    },
    async stop() {},
  };
  return { backups, made, stand };
}

async function watchedOffice(at: string) {
  let now = () => 0;
  const { backups, made, stand } = machine({ now: () => now() });
  const office = await openOffice({ at, backups: () => backups });
  now = office.clock.now;
  return { office, made, stand };
}

/** The heartbeat of every minute between now and then. */
async function minutes(office: Office, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute += 1) {
    office.clock.advance(MINUTE);
    await office.tick();
  }
}

describe('the daily backup', () => {
  it('is made at half past two at night, once', async () => {
    const { office, made } = await watchedOffice('2022-02-14 02:00');
    await minutes(office, 20);
    expect(made).toHaveLength(1);
    office.clock.set('2022-02-14 02:29');
    await minutes(office, 30);
    expect(made.map((at) => new Date(at).toISOString())).toEqual([
      '2022-02-13T19:11:00.000Z',
      '2022-02-13T19:30:00.000Z',
    ]);
  });

  it('is made up for ten minutes after a start, and then not again', async () => {
    const { office, made } = await watchedOffice('2022-02-14 08:00');
    await office.tick();
    await minutes(office, 9);
    expect(made).toEqual([]);
    await minutes(office, 60);
    expect(made).toHaveLength(1);
    await office.restart();
    await minutes(office, 30);
    expect(made).toHaveLength(1);
  });

  it('that fails is told once to those who can have it mended, tried again hourly, and does not stop the bot', async () => {
    const { office, made, stand } = await watchedOffice('2022-02-14 08:00');
    const phone = localPhone(office);
    for (const who of [secretary, admin, staff]) phone.link(who);
    await office.tick();
    for (const who of [secretary, admin, staff]) phone.look(who);
    stand.problem = 'no_space';
    await minutes(office, 12);
    for (const who of [secretary, admin]) {
      expect(textOf(phone.look(who))).toContain('Không sao lưu được dữ liệu: ổ đĩa không đủ chỗ trống');
    }
    expect(textOf(phone.look(staff))).toBe('');
    expect(office.log.lines.filter(({ message }) => message === 'backup failed')).toHaveLength(1);
    await office.restart();
    await minutes(office, 130);
    expect(office.log.lines.filter(({ message }) => message === 'backup failed').length).toBeGreaterThan(1);
    expect(textOf(phone.look(secretary))).not.toContain('sao lưu');
    stand.problem = 'unwritable';
    await minutes(office, 60);
    expect(textOf(phone.look(secretary))).toContain('không ghi được vào thư mục sao lưu');
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Gửi tin');
    expect(textOf(await phone.choose(secretary, 'Sao lưu dữ liệu'))).toMatch(
      /Chưa có bản sao lưu nào.*Sao lưu không thành công từ 08:10.*không ghi được/s,
    );
    stand.problem = null;
    await minutes(office, 60);
    expect(made).toHaveLength(1);
    stand.problem = 'unwritable';
    office.clock.advance(DAY);
    await minutes(office, 2);
    expect(textOf(phone.look(secretary))).toContain('Bản sao lưu gần nhất');
  });

  it('whose folder is gone is told of, and well again as soon as the folder is back with today’s backup in it', async () => {
    const { office, made, stand } = await watchedOffice('2022-02-14 08:00');
    const phone = localPhone(office);
    phone.link(secretary);
    await office.tick();
    phone.look(secretary);
    await minutes(office, 12);
    expect(made).toHaveLength(1);
    stand.mounted = false;
    await minutes(office, 5);
    expect(textOf(phone.look(secretary)).split('không ghi được vào thư mục sao lưu')).toHaveLength(2);
    expect(backupFailure(office.storage.store)?.problem).toBe('unwritable');
    stand.mounted = true;
    await minutes(office, 1);
    expect(backupFailure(office.storage.store)).toBeNull();
    expect(made).toHaveLength(1);
  });

  it('waits for one that the command line is making, and is no failure then', async () => {
    const { office, made, stand } = await watchedOffice('2022-02-14 08:00');
    stand.problem = 'busy';
    await minutes(office, 15);
    expect(office.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    stand.problem = null;
    await minutes(office, 1);
    expect(made).toHaveLength(1);
  });

  it('is tried again although the clock was put back after a failure', async () => {
    const { office, made, stand } = await watchedOffice('2022-02-14 08:00');
    stand.problem = 'disk_full';
    await minutes(office, 15);
    stand.problem = null;
    office.clock.advance(-3 * HOUR);
    await minutes(office, 2);
    expect(made).toHaveLength(1);
  });
});
