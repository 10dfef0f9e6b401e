import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupIsDue, lastBackupMoment } from '../../src/domain/backup-schedule.ts';
import { DAY, HOUR } from '../../src/lib/clock.ts';
import { instantOf, localTime } from '../../src/lib/office-time.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const at = (date: string, time: string) => instantOf(date, time, ZONE);

describe('the daily backup', () => {
  it('is due at half past two at night, on the office’s clock', () => {
    const yesterday = at('2022-02-13', '02:31');
    expect(backupIsDue(yesterday, at('2022-02-14', '02:29'), ZONE)).toBe(false);
    expect(backupIsDue(yesterday, at('2022-02-14', '02:30'), ZONE)).toBe(true);
    expect(backupIsDue(at('2022-02-14', '02:30'), at('2022-02-14', '23:59'), ZONE)).toBe(false);
  });

  it('is caught up with whenever the program was down then, and once however many nights were missed', () => {
    const missed = at('2022-02-10', '02:30');
    const morning = at('2022-02-14', '08:00');
    expect(backupIsDue(missed, morning, ZONE)).toBe(true);
    expect(backupIsDue(morning, morning + HOUR, ZONE)).toBe(false);
    expect(backupIsDue(null, morning, ZONE)).toBe(true);
  });

  it('is due although there is one from a day that has not come', () => {
    expect(backupIsDue(at('2029-01-01', '02:30'), at('2022-02-14', '08:00'), ZONE)).toBe(true);
  });

  it('has a moment in every 24 hours, never in the future', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_500_000_000, max: 2_500_000_000 }), (seconds) => {
        const now = seconds * 1_000;
        const moment = lastBackupMoment(now, ZONE);
        expect(moment).toBeLessThanOrEqual(now);
        expect(now - moment).toBeLessThan(DAY);
        expect(localTime(moment, ZONE)).toMatchObject({ hour: 2, minute: 30 });
      }),
    );
  });
});
