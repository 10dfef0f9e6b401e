import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PledgeContent } from '../../src/domain/pledge.ts';
import { dutyOf, REPORT_STATES, reportable } from '../../src/domain/review.ts';
import {
  answered,
  COMMITMENT_STATUSES,
  followPledge,
  parseFigure,
  promisedFigure,
  type ReportContent,
  statusesOf,
} from '../../src/domain/review-content.ts';

const commitment = fc.record({
  code: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: null }),
  text: fc.string({ minLength: 1, maxLength: 20 }),
});

const pledge: fc.Arbitrary<PledgeContent> = fc.record({
  titles: fc.constant([]),
  awards: fc.constant([]),
  grade: fc.constant(null),
  initiative: fc.option(
    fc.record({
      name: fc.string({ minLength: 1 }),
      summary: fc.constant(''),
      level: fc.constant('grassroots' as const),
    }),
    { nil: null },
  ),
  commitments: fc.uniqueArray(commitment, {
    minLength: 1,
    maxLength: 5,
    selector: ({ code, text }) => code ?? text.normalize('NFD').toLowerCase().trim(),
  }),
});

function filled(content: ReportContent): ReportContent {
  const items = content.items.map((item, index) => ({
    ...item,
    status: statusesOf(item)[index % statusesOf(item).length] ?? null,
    note: `n${index}`,
  }));
  return { ...content, items };
}

describe('a report', () => {
  it('has one item for each promise of the pledge, in its order, whatever was known before', () => {
    fc.assert(
      fc.property(pledge, pledge, (before, after) => {
        const known = filled(followPledge(null, before, 1).content);
        const { content } = followPledge(known, after, 2);
        const texts = [
          ...(after.initiative === null ? [] : [after.initiative.name]),
          ...after.commitments.map((c) => c.text),
        ];
        expect(content.items.map((item) => item.text)).toEqual(texts);
        expect(content.pledgeVersion).toBe(2);
      }),
    );
  });

  it('keeps what was said of a promise that stays, and says what was added, removed and reworded', () => {
    fc.assert(
      fc.property(pledge, pledge, (before, after) => {
        const known = filled(followPledge(null, before, 1).content);
        const { content, changes } = followPledge(known, after, 2);
        const keys = new Set(content.items.map((item) => item.key));
        for (const item of content.items) {
          const old = known.items.find((candidate) => candidate.key === item.key);
          if (old !== undefined) expect({ ...item, text: '' }).toEqual({ ...old, text: '' });
          else expect(item.status).toBe(null);
        }
        expect(changes.added.length).toBe(content.items.filter((item) => item.status === null).length);
        expect(changes.removed.length).toBe(known.items.filter((item) => !keys.has(item.key)).length);
      }),
    );
  });

  it('follows an unchanged pledge without a change', () => {
    fc.assert(
      fc.property(pledge, (promised) => {
        const known = filled(followPledge(null, promised, 1).content);
        const { content, changes } = followPledge(known, promised, 1);
        expect(content).toEqual(known);
        expect([changes.added, changes.removed, changes.reworded]).toEqual([[], [], []]);
      }),
    );
  });

  it('needs a reason for what is late or stuck, and for nothing else', () => {
    for (const status of COMMITMENT_STATUSES) {
      const item = { key: 'own:x', text: 'x', status, figure: null, note: '', evidence: [] };
      expect(answered(item), status).toBe(status === 'done' || status === 'on_track');
      expect(answered({ ...item, note: 'vì' }), status).toBe(true);
    }
    expect(answered({ key: 'own:x', text: 'x', status: 'done', figure: null, note: null, evidence: [] })).toBe(false);
  });
});

describe('a figure', () => {
  it.each([
    ['12', '12'],
    ['87,5', '87.5'],
    ['1.250,5', '1250.5'],
    ['1.250', '1250'],
    ['2.5', '2.5'],
    ['0,50', '0.5'],
    ['007', '7'],
    ['100%', '100'],
    ['12.345.678', '12345678'],
  ])('«%s» is %s', (typed, figure) => {
    expect(parseFigure(typed)).toEqual({ ok: true, value: figure });
  });

  it.each(['', 'một', '1,2,3', '1.2.3', '-5', '1e9', '12,', '1234567890123', '0x10'])('«%s» is none', (typed) => {
    expect(parseFigure(typed)).toEqual({ ok: false, error: 'figure_unreadable' });
  });

  it('written the Vietnamese way reads back as the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (thousandths) => {
        const written = new Intl.NumberFormat('vi', { maximumFractionDigits: 3 }).format(thousandths / 1000);
        const read = parseFigure(written);
        expect(read.ok && Number(read.value)).toBe(thousandths / 1000);
      }),
    );
  });

  it.each([
    ['Hoàn thành 100% nhiệm vụ do UBND tỉnh giao', { figure: '100', unit: '%' }],
    ['Giúp đỡ 02 hộ nghèo', { figure: '2', unit: 'hộ' }],
    ['Tăng 7,5 điểm chỉ số hài lòng', { figure: '7.5', unit: 'điểm' }],
    ['Thực hiện Kế hoạch kèm Quyết định số 93/QĐ-UBND', null],
    ['Phòng, chống dịch Covid-19 tại cơ quan', null],
    ['Báo cáo trước ngày 20 hằng tháng', null],
    ['Hoàn thành trong năm 2022 và quý 3', null],
    ['Giảm thời gian từ 10 ngày còn 2 ngày', null],
    ['Chấp hành tốt kỷ luật', null],
  ])('of «%s» is %o', (text, promised) => {
    expect(promisedFigure(text)).toEqual(promised);
  });
});

describe('a report can be changed', () => {
  const moments = fc.record({
    deadline: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
    lateUntil: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
    now: fc.integer({ min: 0, max: 100 }),
    state: fc.constantFrom('open' as const, 'closed' as const),
  });

  it('before the deadline while the round is open, or before the end of a late permission, and never else', () => {
    fc.assert(
      fc.property(moments, ({ deadline, lateUntil, now, state }) => {
        const inTime = state === 'open' && (deadline === null || now < deadline);
        const permitted = lateUntil !== null && now < lateUntil;
        expect(reportable({ state }, deadline, { lateUntil }, now).ok).toBe(inTime || permitted);
      }),
    );
  });

  it('in no round that was never opened', () => {
    expect(reportable(null, null, { lateUntil: 99 }, 1)).toEqual({ ok: false, error: 'review_not_open' });
  });

  it('and is owed until it is submitted', () => {
    expect([null, ...REPORT_STATES.map((state) => ({ state }))].map((report) => dutyOf(report))).toEqual([
      'owes',
      'owes',
      'reported',
      'confirmed',
      'returned',
    ]);
  });
});
