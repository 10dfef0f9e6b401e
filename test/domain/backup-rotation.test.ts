import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACKUP_ROTATION, type RotatedBackup, rotatedOut } from '../../src/domain/backup-rotation.ts';
import { DAY } from '../../src/lib/clock.ts';
import { instantOf, localTime } from '../../src/lib/office-time.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const FROM = instantOf('2021-01-01', '02:30', ZONE);

const backups = fc.array(fc.tuple(fc.nat({ max: 900 * 24 }), fc.boolean()), { maxLength: 120 }).map((made) =>
  made.map(
    ([hours, sound], index): RotatedBackup => ({
      name: `b${index}`,
      madeAt: FROM + (hours * DAY) / 24,
      sound,
    }),
  ),
);

function left(all: readonly RotatedBackup[]): readonly RotatedBackup[] {
  const out = new Set(rotatedOut(all, ZONE));
  return all.filter(({ name }) => !out.has(name));
}

describe('the rotation of backups', () => {
  it('keeps seven days, four weeks and twelve months of two years of daily backups', () => {
    const days = 730;
    const all = Array.from({ length: days }, (_, day) => ({ name: `d${day}`, madeAt: FROM + day * DAY, sound: true }));
    const dates = left(all).map(({ madeAt }) => localTime(madeAt, ZONE).date);
    expect(dates).toEqual([
      ...['2022-01-31', '2022-02-28', '2022-03-31', '2022-04-30', '2022-05-31', '2022-06-30', '2022-07-31'],
      ...['2022-08-31', '2022-09-30', '2022-10-31', '2022-11-30', '2022-12-11', '2022-12-18'],
      ...['2022-12-25', '2022-12-26', '2022-12-27', '2022-12-28', '2022-12-29', '2022-12-30', '2022-12-31'],
    ]);
  });

  it('never takes the newest sound one, nor anything while there is none', () => {
    fc.assert(
      fc.property(backups, (all) => {
        const sound = all.filter((backup) => backup.sound);
        const out = new Set(rotatedOut(all, ZONE));
        if (sound.length === 0) expect(out.size).toBe(0);
        else {
          const newest = Math.max(...sound.map(({ madeAt }) => madeAt));
          expect(sound.some(({ name, madeAt }) => madeAt === newest && !out.has(name))).toBe(true);
        }
      }),
    );
  });

  it('keeps no more than its rule allows, only sound ones, and among them one of each of the newest seven days', () => {
    fc.assert(
      fc.property(backups, (all) => {
        fc.pre(all.some(({ sound }) => sound));
        const kept = left(all);
        expect(kept.length).toBeLessThanOrEqual(
          BACKUP_ROTATION.daily + BACKUP_ROTATION.weekly + BACKUP_ROTATION.monthly,
        );
        expect(kept.every(({ sound }) => sound)).toBe(true);
        const daysOf = (of: readonly RotatedBackup[]) => [
          ...new Set(of.map(({ madeAt }) => localTime(madeAt, ZONE).date)),
        ];
        const days = daysOf(all.filter(({ sound }) => sound)).sort();
        expect(daysOf(kept)).toEqual(expect.arrayContaining(days.slice(-BACKUP_ROTATION.daily)));
      }),
    );
  });

  it('is settled after one turn, and says the same in whatever order the files are listed', () => {
    fc.assert(
      fc.property(backups, (all) => {
        expect(rotatedOut(left(all), ZONE)).toEqual([]);
        expect([...rotatedOut([...all].reverse(), ZONE)].sort()).toEqual([...rotatedOut(all, ZONE)].sort());
      }),
    );
  });
});
