import { expect, it } from 'vitest';
import { owingLines } from '../../src/conversation/owing-wording.ts';
import { openOffice } from '../support/office.ts';

it('a province’s list of who owes something names some of some divisions, and counts the others', async () => {
  const office = await openOffice();
  const person = office.person('CB019');
  const division = (size: number) => ({ name: 'Phòng A', owing: Array.from({ length: size }, () => person) });
  const lines = owingLines(
    Array.from({ length: 300 }, (_, index) => division(index === 0 ? 0 : 60)),
    15,
  );
  const texts = lines.map((line) => office.catalogue.plain(line, 'vi'));
  expect(texts).toHaveLength(41);
  expect(texts[0]).toContain('(60)');
  expect(texts[0]?.split(person.fullName)).toHaveLength(16);
  expect(texts[0]).toContain('cùng 45 người khác');
  expect(texts.at(-1)).toBe('… và 259 phòng khác');
});
