import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveTyped } from '../../src/conversation/choices.ts';
import { say } from '../../src/conversation/text-key.ts';
import type { Choice } from '../../src/conversation/types.ts';

const LABELS = ['Cấp cơ sở', 'Cấp tỉnh', 'Toàn quốc', '☑ Đăng ký (chưa nộp)'];
const choices: readonly Choice[] = LABELS.map((_, index) => ({ id: `c${index}`, label: say('text', { index }) }));
const shown = choices.map(({ id }) => id);
const label = ({ id }: Choice) => LABELS[Number(id.slice(1))] ?? '';
const mean = (typed: string, several = false) => resolveTyped(typed, shown, choices, several, label);

describe('a typed answer', () => {
  it.each([
    '2',
    '2.',
    '2)',
    ' 2 ',
    'số 2',
    'So 2',
    'chọn 2',
    'Chọn  2.',
    'mục 2',
    'câu 2',
    'no 2',
    'No. 2',
    'option 2',
  ])('«%s» is the second choice', (typed) => expect(mean(typed)).toEqual(['c1']));

  it.each(['2 người nữa', '2 nguoi', 'số 2 nhé', '0', '5', '99', '-2', '2,5', '2 3', '1, 3', '+2', '2️⃣', '²', '', ' '])(
    '«%s» is none',
    (typed) => expect(mean(typed)).toBeNull(),
  );

  it.each([
    ['Toàn quốc', 'c2'],
    ['toan quoc', 'c2'],
    ['TOÀN QUỐC', 'c2'],
    ['Toàn quốc'.normalize('NFD'), 'c2'],
    ['toàn', 'c2'],
    ['To', 'c2'],
    ['cấp t', 'c1'],
    ['đăng ký', 'c3'],
    ['đang ky chưa nộp', 'c3'],
    ['toàn\u200b quốc', 'c2'],
  ])('«%s» is found by its label or beginning', (typed, id) => expect(mean(typed)).toEqual([id]));

  it.each(['cấp', 'c', 't', 'quốc', 'toàn quốc gia'])('«%s» is not clear enough', (typed) =>
    expect(mean(typed)).toBeNull(),
  );

  it('takes several numbers only where several may be given', () => {
    expect(mean('1, 3')).toBeNull();
    for (const typed of ['1, 3', '1 3', '1,3', '1 và 3', '1; 3', 'chọn 1, 3', '3, 1']) {
      expect(mean(typed, true)?.toSorted(), typed).toEqual(['c0', 'c2']);
    }
    expect(mean('1, 1', true)).toEqual(['c0']);
  });

  it('takes none of several numbers when one of them was not offered', () => {
    expect(mean('1, 9', true)).toBeNull();
    expect(mean('1, 3 người', true)).toBeNull();
  });

  it('means the number as it was shown, whatever is offered now', () => {
    expect(resolveTyped('1', ['c2'], choices, false, label)).toEqual(['c2']);
  });

  it('never means anything but what was offered', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[0-9 ,.sốmụcchn]{0,12}$/)),
        fc.boolean(),
        (typed, several) => {
          for (const id of mean(typed, several) ?? []) expect(shown).toContain(id);
        },
      ),
    );
  });
});
