import type { IsoDate } from '../../lib/clock.ts';
import { addDays } from '../../lib/office-time.ts';
import type { Holiday } from '../holiday.ts';
import type { CalendarDay } from '../work-calendar.ts';
import { dayOff } from './lawful-days.ts';

/** Days off of a year as the government announced them for civil servants. */
export interface HolidayNotice {
  readonly year: number;
  /** Numbers of the documents that announced the dates which the law leaves open. */
  readonly documents: readonly string[];
  /** False where a date was not read in a source; which one, and where the others were read, says `source`. */
  readonly verified: boolean;
  readonly source: string;
  readonly days: readonly CalendarDay[];
}

/**
 * Notices by year. The fixed days and those in lieu follow from the law (`lawful-days.ts`); the days of Tết, of National
 * Day and the swaps are the Prime Minister's decision of each year. Only days that differ from their weekday matter:
 * weekend days of a holiday are not listed, for nobody works then anyway.
 */
export const HOLIDAY_NOTICES: readonly HolidayNotice[] = [
  {
    year: 2022,
    documents: ['245/VPCP-KGVX'],
    verified: false,
    source:
      'kinhtemoitruong.vn 2022-01-12: Tet five days with the weekends before and after; the second day of National Day was not read',
    days: [
      dayOff('2022-01-03', 'in_lieu'),
      ...run('2022-01-31', 5, 'tet'),
      dayOff('2022-04-11', 'in_lieu'),
      ...run('2022-05-02', 2, 'in_lieu'),
      ...run('2022-09-01', 2, 'national_day'),
    ],
  },
  {
    year: 2023,
    documents: ['8056/VPCP-KGVX'],
    verified: true,
    source: 'ngaymoionline.com.vn 2022-12-01: 20 to 26 January, 1 to 4 September',
    days: [
      dayOff('2023-01-02', 'in_lieu'),
      dayOff('2023-01-20', 'tet'),
      ...run('2023-01-23', 2, 'tet'),
      ...run('2023-01-25', 2, 'in_lieu'),
      dayOff('2023-05-01', 'labour_day'),
      ...run('2023-05-02', 2, 'in_lieu'),
      dayOff('2023-09-01', 'national_day'),
      dayOff('2023-09-04', 'in_lieu'),
    ],
  },
  {
    year: 2024,
    documents: ['8662/VPCP-KGVX', '2450/VPCP-KGVX'],
    verified: true,
    source:
      'kinhtedothi.vn and baotintuc.vn 2023-11-03: 8 to 14 February, 31 August to 3 September; baophapluat.vn 2024-04-12: 27 April to 1 May; the Saturday worked for it, 4 May, in reprints only',
    days: [
      dayOff('2024-01-01', 'new_year'),
      ...run('2024-02-08', 2, 'tet'),
      dayOff('2024-02-12', 'tet'),
      ...run('2024-02-13', 2, 'in_lieu'),
      dayOff('2024-04-18', 'hung_kings'),
      ...swapped('2024-04-29', '2024-05-04'),
      dayOff('2024-04-30', 'liberation_day'),
      dayOff('2024-05-01', 'labour_day'),
      ...run('2024-09-02', 2, 'national_day'),
    ],
  },
  {
    year: 2025,
    documents: ['8726/VPCP-KGVX'],
    verified: true,
    source:
      'pld.net.vn (number and day of the document); tet-amlich.com 2024-11 and home.vn: 25 January to 2 February, 2 May for 26 April, 30 August to 2 September',
    days: [
      dayOff('2025-01-01', 'new_year'),
      ...run('2025-01-27', 5, 'tet'),
      dayOff('2025-04-07', 'hung_kings'),
      dayOff('2025-04-30', 'liberation_day'),
      dayOff('2025-05-01', 'labour_day'),
      ...swapped('2025-05-02', '2025-04-26'),
      ...run('2025-09-01', 2, 'national_day'),
    ],
  },
  {
    year: 2026,
    documents: [],
    verified: false,
    source:
      'vietnamnews.vn 2025-10-17: 14 to 22 February, 29 August to 2 September, 31 August for 22 August; tracuuquyhoach.com 2025-12-25: 1 to 4 January; the Saturday worked for 2 January was not read',
    days: [
      dayOff('2026-01-01', 'new_year'),
      ...swapped('2026-01-02', '2026-01-10'),
      ...run('2026-02-16', 5, 'tet'),
      dayOff('2026-04-27', 'in_lieu'),
      dayOff('2026-04-30', 'liberation_day'),
      dayOff('2026-05-01', 'labour_day'),
      ...swapped('2026-08-31', '2026-08-22'),
      ...run('2026-09-01', 2, 'national_day'),
    ],
  },
];

/** The notice of a year, null where none is known yet. */
export function holidayNotice(year: number): HolidayNotice | null {
  return HOLIDAY_NOTICES.find((notice) => notice.year === year) ?? null;
}

function run(from: IsoDate, count: number, name: Holiday): readonly CalendarDay[] {
  return Array.from({ length: count }, (_, index) => dayOff(addDays(from, index), name));
}

/** A working day given free, and the Saturday worked for it. */
function swapped(free: IsoDate, worked: IsoDate): readonly CalendarDay[] {
  return [
    { date: free, kind: 'day_off', name: 'swapped' },
    { date: worked, kind: 'compensatory', name: 'made_up' },
  ];
}
