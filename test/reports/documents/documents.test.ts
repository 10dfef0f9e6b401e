import { expect, test } from 'vitest';
import { signed } from '../../../src/reports/documents/letterhead.ts';
import { linesOf, words } from '../../support/documents.ts';
import { PLAN } from './example-count.ts';
import { MADE } from './made-documents.ts';

test.each(Object.entries(MADE))('%s reads as it was looked at', async (name, make) => {
  const lines = await linesOf(await make());
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
});

test('a deputy signs for the head, whose post is named', () => {
  const deputy = { ...PLAN.agency, signer: { post: 'Phó Trưởng ban', name: 'Nguyễn Thị Hoa' } };
  expect(signed(deputy, words)).toMatchObject({ signing_for: 'KT. Trưởng ban', signer_post: 'Phó Trưởng ban' });
  expect(signed(PLAN.agency, words)).toMatchObject({ signing_for: '', signer_post: 'Trưởng ban' });
});

test('days below 10 and months 1 and 2 have a leading zero, other months none', () => {
  expect(words.day('2022-02-05', 2022)).toBe('ngày 05 tháng 02 năm 2022');
  expect(words.day('2022-03-15', 2022)).toBe('ngày 15 tháng 3 năm 2022');
  expect(words.day('2022-12-09', 2022)).toBe('ngày 09 tháng 12 năm 2022');
  expect(words.day(null, 2022)).toMatch(/^ngày \s+ tháng \s+ năm 2022$/);
});
