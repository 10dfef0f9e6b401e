import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFigure, readNumber, UNIT, writeNumber } from '../../src/domain/indicator.ts';
import { readWrittenDate } from '../../src/domain/written-date.ts';

/** A number as Vietnamese documents write it. */
function written(value: number): string {
  const { whole, decimals } = writeNumber(value);
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, '.');
  return decimals === '' ? grouped : `${grouped},${decimals}`;
}

describe('a typed number', () => {
  it('comes back as it was written, with or without dots', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 * UNIT }), (value) => {
        expect(readNumber(written(value))).toEqual({ ok: true, value });
        expect(readNumber(` ${written(value).replaceAll('.', '')} `)).toEqual({ ok: true, value });
      }),
    );
  });

  it('is never guessed: whatever is read writes back to the same number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9.,% -]{0,12}$/), (typed) => {
        const read = readNumber(typed);
        if (!read.ok) return;
        expect(readNumber(written(read.value))).toEqual(read);
        expect(typed).not.toMatch(/[%-]/);
      }),
    );
  });

  it.each([
    ['92,5', 925_000],
    ['1.250,5', 12_505_000],
    ['007', 70_000],
    ['0,0001', 1],
  ])('«%s» is %i ten-thousandths', (typed, value) => {
    expect(readNumber(typed)).toEqual({ ok: true, value });
  });

  it.each([
    ['92.5', 'figure_not_a_number'],
    ['1.25,5', 'figure_not_a_number'],
    ['1,5,5', 'figure_not_a_number'],
    ['', 'figure_not_a_number'],
    ['-3', 'figure_negative'],
    ['0,00001', 'figure_too_fine'],
    ['1.000.000.001', 'figure_too_large'],
    ['99999999999999999999', 'figure_too_large'],
  ])('«%s» is refused: %s', (typed, error) => {
    expect(readNumber(typed)).toEqual({ ok: false, error });
  });
});

describe('a figure', () => {
  it.each([
    ['share', '15/16', [150_000, 160_000, null, null]],
    ['share', '92,5%', [925_000, null, null, null]],
    ['share', '92,5', [925_000, null, null, null]],
    ['share', '100 %', [1_000_000, null, null, null]],
    ['tasks', '16, 15, 14', [150_000, 160_000, 140_000, null]],
    ['tasks', '16/15', [150_000, 160_000, null, null]],
    ['compared', '85,4; 83,1', [854_000, null, null, 831_000]],
    ['compared', '7/9', [70_000, null, null, 90_000]],
    ['count', '3', [30_000, null, null, null]],
  ] as const)('of form %s reads «%s»', (form, typed, [value, denominator, onTime, previous]) => {
    expect(readFigure(form, typed)).toEqual({ ok: true, value: { value, denominator, onTime, previous } });
  });

  it.each([
    ['share', '100,5%', 'figure_percent_over_100'],
    ['share', '17/16', 'figure_more_than_given'],
    ['share', '0/0', 'figure_denominator_zero'],
    ['share', '1,5/2', 'figure_not_whole'],
    ['share', 'nhiều', 'figure_not_a_number'],
    ['tasks', '0, 0', 'figure_denominator_zero'],
    ['tasks', '15, 16', 'figure_more_than_given'],
    ['tasks', '16, 15, 16', 'figure_on_time_over_done'],
    ['tasks', '16', 'figure_needs_three'],
    ['compared', '85,4', 'figure_needs_two'],
    ['count', '2,5', 'figure_not_whole'],
  ] as const)('of form %s refuses «%s»: %s', (form, typed, error) => {
    expect(readFigure(form, typed)).toEqual({ ok: false, error });
  });
});

describe('a written day', () => {
  it.each([
    ['15/11/2021', '2021-11-15'],
    ['5-2-2022', '2022-02-05'],
    ['05.02.2022', '2022-02-05'],
    ['31/02/2022', null],
    ['29/02/2024', '2024-02-29'],
    ['5/2-2022', null],
    ['2022-02-05', null],
  ])('«%s» is %s', (typed, date) => {
    expect(readWrittenDate(typed)).toBe(date);
  });
});
