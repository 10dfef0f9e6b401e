import { expect, test } from 'vitest';
import { countMinutes } from '../../../src/reports/documents/count-minutes.ts';
import { linesOf, shippedTemplate, words } from '../../support/documents.ts';
import { COUNT, ROLL } from './example-count.ts';

const TEMPLATE = shippedTemplate('bien-ban-kiem-phieu.docx');
const textOf = async (changes: Partial<typeof COUNT> = {}): Promise<string> =>
  (await linesOf(await countMinutes({ ...COUNT, ...changes }, TEMPLATE, words))).join('\n');

test('a round without paper, later deadline or cap says nothing of them', async () => {
  const { election, course, result } = COUNT;
  const text = await textOf({
    election: { ...election, roll: election.roll.map((member) => ({ ...member, way: 'electronic' })) },
    roll: ROLL.map((entry) => ({ ...entry, way: 'electronic' })),
    course: { ...course, postponements: [] },
    result: { ...result, paper: 0, titles: result.titles.map((title) => ({ ...title, places: null, overCap: false })) },
  });
  expect(text).not.toMatch(/phiếu giấy|đã được lùi|vượt trần|còn được xét/);
});

test('who took part is not listed where fewer than three voted', async () => {
  const text = await textOf({ roll: ROLL.map((entry, index) => ({ ...entry, voted: index < 2 })) });
  expect(text).toContain('Biên bản không ghi danh sách người đã bỏ phiếu');
  expect(text).not.toContain('Thành viên đã bỏ phiếu:');
});

test('a single paper ballot is told; of two none is', async () => {
  expect(await textOf()).toContain('chỉ có một phiếu giấy');
  const two = ROLL.map((entry, index) => (index === 4 ? { ...entry, way: 'paper' as const } : entry));
  expect(await textOf({ roll: two, result: { ...COUNT.result, paper: 2 } })).not.toContain('chỉ có một phiếu giấy');
});
