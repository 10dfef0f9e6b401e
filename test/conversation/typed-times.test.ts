import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDays, readHours } from '../../src/conversation/typed-times.ts';
import { addDays } from '../../src/lib/office-time.ts';
import { fold } from '../../src/lib/vietnamese.ts';
import { createCatalogue } from '../../src/presentation/catalogue.ts';

const catalogue = createCatalogue('UTC');
const words = (key: Parameters<typeof catalogue.aliases>[0]) =>
  (['vi', 'en'] as const).flatMap((locale) => catalogue.aliases(key, locale).map(fold));

const TODAY = '2022-02-14';

describe('days', () => {
  it.each([
    ['05/03/2022', '2022-03-05', '2022-03-05'],
    ['5/3', '2022-03-05', '2022-03-05'],
    ['5.3', '2022-03-05', '2022-03-05'],
    ['05-03-2022', '2022-03-05', '2022-03-05'],
    ['5/3/22', '2022-03-05', '2022-03-05'],
    ['hôm nay', '2022-02-14', '2022-02-14'],
    ['mai', '2022-02-15', '2022-02-15'],
    ['Ngày mai'.normalize('NFD'), '2022-02-15', '2022-02-15'],
    ['ngày kia', '2022-02-16', '2022-02-16'],
    ['tomorrow', '2022-02-15', '2022-02-15'],
    ['day after tomorrow', '2022-02-16', '2022-02-16'],
    ['5/3 - 9/3', '2022-03-05', '2022-03-09'],
    ['5/3-9/3', '2022-03-05', '2022-03-09'],
    ['từ ngày 5/3 đến hết ngày 9/3/2022', '2022-03-05', '2022-03-09'],
    ['mai – 20/2', '2022-02-15', '2022-02-20'],
    ['28/12 - 3/1', '2022-12-28', '2023-01-03'],
    // A leave that began last week, and a day that can only be next year's.
    ['7/2 - 18/2', '2022-02-07', '2022-02-18'],
    ['5/10', '2022-10-05', '2022-10-05'],
    ['10/12/2021', '2021-12-10', '2021-12-10'],
    ['1/12', '2022-12-01', '2022-12-01'],
    ['29/2', '2024-02-29', '2024-02-29'],
  ])('«%s» is %s to %s', (typed, from, to) => {
    expect(readDays(typed, TODAY, words)).toEqual({ from, to });
  });

  it.each(['', 'xin nghỉ', '31/4', '32/1', '5/13', '5', 'trừ 5/3', '1/3 2/3 3/3', '5/3/2022/4', '5/3x', 'mai mốt nhé'])(
    '«%s» is none',
    (typed) => expect(readDays(typed, TODAY, words)).toBeNull(),
  );

  it('are read back as they are written, whatever the day', () => {
    fc.assert(
      fc.property(fc.nat(700), fc.nat(100), (ahead, length) => {
        const from = addDays('2022-01-01', ahead);
        const to = addDays(from, length);
        const written = [from, to].map((date) => date.split('-').reverse().join('/')).join(' - ');
        expect(readDays(written, TODAY, words)).toEqual({ from, to });
      }),
    );
  });

  it('of any text are days or none, and a day without a year is not long ago', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789/.- maiđế') }), (typed) => {
        const days = readDays(typed, TODAY, words);
        if (days !== null) expect(days.from).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      }),
    );
  });
});

describe('hours', () => {
  it.each([
    ['21:00-08:00', '21:00', '08:00'],
    ['21h - 8h', '21:00', '08:00'],
    ['từ 21h30 đến 8', '21:30', '08:00'],
    ['16 giờ đến 9 giờ', '16:00', '09:00'],
    ['16g30–9g', '16:30', '09:00'],
    ['from 4:00 to 5:15', '04:00', '05:15'],
  ])('«%s» are %s to %s', (typed, from, until) => {
    expect(readHours(typed, words)).toEqual({ from, until });
  });

  it.each(['', '21:00', '25:00-08:00', '21:60-08:00', 'buổi tối', '1-2-3', '21:00-08:00 trừ thứ hai'])(
    '«%s» are none',
    (typed) => expect(readHours(typed, words)).toBeNull(),
  );
});
