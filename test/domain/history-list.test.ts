import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyVocabulary } from '../../src/conversation/flows/manage-history.ts';
import type { YearResult } from '../../src/domain/history.ts';
import { type HistoryColumn, type HistoryRow, LISTED_RESULTS } from '../../src/domain/history-columns.ts';
import { previewHistoryList } from '../../src/domain/history-list.ts';
import { catalogue } from '../support/staff-terms.ts';

const KNOWN = {
  people: [
    { id: 1, code: 'CB001', fullName: 'Nguyễn Thị Ánh' },
    { id: 2, code: 'CB002', fullName: 'Trần Văn Bình' },
    { id: 3, code: 'CB003', fullName: 'Trần Văn Bình' },
  ],
  divisions: [{ id: 7, code: 'VP', name: 'Văn phòng' }],
  agency: 'Ban Dân tộc tỉnh',
};
const BOUNDS = { firstYear: 2003, lastYear: 2022, today: '2022-02-14' };
const WORDS = historyVocabulary((key) => catalogue.aliases(key, 'vi'));

const RIGHT = {
  code: 'CB001',
  name: '',
  year: '2021',
  result: 'Lao động tiên tiến',
  number: '15/QĐ-BDT',
  date: '15/12/2021',
  authority: 'Trưởng ban',
};

function row(values: Partial<Record<HistoryColumn, string>>, number = 2): HistoryRow {
  return { row: number, values: { ...RIGHT, ...values } };
}

function preview(rows: readonly HistoryRow[], recorded: readonly YearResult[] = []) {
  return previewHistoryList(rows, KNOWN, recorded, WORDS, BOUNDS);
}

/** What storing a preview leaves recorded. */
function stored(rows: readonly HistoryRow[]): readonly YearResult[] {
  return preview(rows).new.map(({ holder, year, achievement, decision }, index) => {
    return { id: index + 1, holder, year, achievement, decision, enteredBy: 1, enteredAt: 0 };
  });
}

function codes(rows: readonly HistoryRow[]): readonly string[] {
  return preview(rows).wrong.map(({ code }) => code);
}

describe('whose a result is', () => {
  it.each([
    [{ code: 'cb001' }, { of: 'person', memberId: 1 }],
    [
      { code: '', name: 'NGUYEN THI ANH' },
      { of: 'person', memberId: 1 },
    ],
    [
      { code: 'VP', result: 'TTLĐTT' },
      { of: 'division', divisionId: 7 },
    ],
    [
      { code: '', name: 'Văn phòng', result: 'TTLĐTT' },
      { of: 'division', divisionId: 7 },
    ],
    [{ code: '', name: 'ban dan toc tinh', result: 'Cờ thi đua tỉnh' }, { of: 'agency' }],
    [{ holder: 'Cơ quan', code: '', result: 'Cờ thi đua tỉnh' }, { of: 'agency' }],
  ])('is told by %j', (values, holder) => {
    expect(preview([row(values)])).toMatchObject({ new: [{ holder }], wrong: [] });
  });

  it.each([
    [{ code: '', name: '' }, 'missing_holder'],
    [{ code: 'CB999' }, 'unknown_code'],
    [{ code: '', name: 'Không Ai' }, 'unknown_name'],
    [{ code: '', name: 'Trần Văn Bình' }, 'ambiguous_name'],
    [{ code: 'CB001', name: 'Trần Văn Bình' }, 'other_name'],
    [{ holder: 'người quen' }, 'unknown_holder_kind'],
    [{ holder: 'Phòng', code: 'CB001' }, 'unknown_code'],
  ])('is refused of %j', (values, code) => {
    expect(codes([row(values)])).toEqual([code]);
  });
});

describe('what a row says', () => {
  it.each([
    [{ year: '' }, 'missing_year'],
    [{ year: '2002' }, 'bad_year'],
    [{ year: '2023' }, 'bad_year'],
    [{ year: '21' }, 'bad_year'],
    [{ result: '' }, 'missing_result'],
    [{ result: 'Huân chương' }, 'unknown_result'],
    [{ result: 'TTLĐTT' }, 'result_of_collective'],
    [{ code: 'VP', result: 'LĐTT' }, 'result_of_person'],
    [{ code: 'VP', result: 'Sáng kiến cấp tỉnh', initiative: 'A' }, 'result_of_person'],
    [{ result: 'Sáng kiến cấp tỉnh' }, 'missing_initiative'],
    [{ number: '' }, 'missing_number'],
    [{ date: '' }, 'missing_date'],
    [{ date: '31/02/2021' }, 'bad_date'],
    [{ date: '15/02/2022' }, 'date_ahead'],
    [{ authority: '' }, 'missing_authority'],
    [{ authority: '#REF!' }, 'cell_error'],
    [{ number: 'x'.repeat(61) }, 'too_long'],
  ])('is wrong as %j', (values, code) => {
    expect(codes([row(values)])).toContain(code);
    expect(preview([row(values)]).new).toEqual([]);
  });

  it('may be written in every way that the template tells, in both languages', () => {
    const words = historyVocabulary((key) => [...catalogue.aliases(key, 'vi'), ...catalogue.aliases(key, 'en')]);
    for (const result of LISTED_RESULTS) {
      for (const form of words.results[result]) {
        const code = result.includes('collective') || result.includes('flag') ? 'VP' : 'CB001';
        const initiative = result.startsWith('initiative') ? 'Số hóa' : '';
        const seen = previewHistoryList([row({ code, result: form, initiative })], KNOWN, [], words, BOUNDS);
        expect([form, seen.wrong]).toEqual([form, []]);
        expect(`${form} ${JSON.stringify(seen.new[0]?.achievement)}`).toContain(`"${result.split('.')[1]}"`);
      }
    }
  });
});

describe('taking a list in', () => {
  it('replaces what is recorded with another decision, another grade, another level', () => {
    const before = stored([
      row({}),
      row({ result: 'HTTNV' }, 3),
      row({ result: 'Sáng kiến cấp cơ sở', initiative: 'Số hóa' }, 4),
      row({ result: 'Giấy khen' }, 5),
    ]);
    const after = preview(
      [
        row({ number: '16/QĐ-BDT' }),
        row({ result: 'HTXSNV' }, 3),
        row({ result: 'Sáng kiến cấp tỉnh', initiative: 'SO HOA' }, 4),
        row({ result: 'Giấy khen' }, 5),
      ],
      before,
    );
    expect([after.new, after.changed.map((entry) => entry.row), after.unchanged.length]).toEqual([[], [2, 3, 4], 1]);
  });

  it('refuses every row of a result that stands in several', () => {
    const seen = preview([row({}), row({ number: '16/QĐ-BDT' }, 5), row({ result: 'CSTĐCS' }, 6)]);
    expect(seen.wrong).toMatchObject([
      { row: 2, code: 'listed_twice', params: { rows: '2, 5' } },
      { row: 5, code: 'listed_twice', params: { rows: '2, 5' } },
    ]);
    expect(seen.new.map((entry) => entry.row)).toEqual([6]);
  });

  it('takes every row once or refuses it with its number, and changes nothing when it is taken in again', () => {
    const cell = (...texts: readonly string[]) => fc.constantFrom(...texts, '', '#N/A', '=1', 'x');
    const values = fc.record({
      code: cell('CB001', 'CB002', 'VP', 'cb 003'),
      name: cell('Nguyễn Thị Ánh', 'Trần Văn Bình', 'Văn phòng'),
      year: cell('2019', '2020', '2021'),
      result: cell('LĐTT', 'TTLĐTT', 'Giấy khen', 'HTNV', 'HTXSNV', 'Sáng kiến cấp tỉnh'),
      initiative: cell('Số hóa'),
      number: cell('1/QĐ', '2/QĐ'),
      date: cell('15/12/2021', '2021-12-15', '40/40/2021'),
      authority: cell('Trưởng ban'),
    });
    fc.assert(
      fc.property(fc.array(values, { maxLength: 25 }), (list) => {
        const rows = list.map((entry, index) => ({ row: index + 2, values: entry }));
        const seen = preview(rows);
        const wrong = new Set(seen.wrong.map((problem) => problem.row));
        const taken = [...seen.new, ...seen.changed, ...seen.unchanged].map((entry) => entry.row);
        expect([...taken, ...wrong].sort((left, right) => left - right)).toEqual(rows.map((entry) => entry.row));
        const again = preview(rows, stored(rows));
        expect([again.new, again.changed, again.unchanged.length]).toEqual([[], [], taken.length]);
      }),
    );
  });
});
