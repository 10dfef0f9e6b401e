import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { COUNCIL_POSTS } from '../../src/domain/member.ts';
import { previewStaffList } from '../../src/domain/staff-list.ts';
import { readStaffSheet } from '../../src/intake/staff-sheet.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { EXAMPLE_DIVISIONS, EXAMPLE_STAFF, exampleCode, exampleStaffWorkbook } from '../support/example-staff.ts';
import { headers, vocabulary } from '../support/staff-terms.ts';

const file = join(projectRoot, 'examples', 'staff.xlsx');

// `UPDATE_EXAMPLES=1 npx vitest run test/examples` writes the file anew from test/support/example-staff.ts.
beforeAll(async () => {
  if (process.env.UPDATE_EXAMPLES === '1') writeFileSync(file, await exampleStaffWorkbook());
});

async function readList(bytes: Uint8Array) {
  const sheet = await readStaffSheet(bytes, 'staff.xlsx', headers);
  if (!sheet.ok) throw new Error(sheet.error.code);
  return sheet.value;
}

test('the example staff list is what its source data say', async () => {
  expect(await readList(readFileSync(file))).toEqual(await readList(await exampleStaffWorkbook()));
});

test('the example staff list imports without a single remark', async () => {
  const { rows } = await readList(readFileSync(file));
  const preview = previewStaffList(rows, EXAMPLE_DIVISIONS, [], vocabulary);
  expect(preview).toMatchObject({ wrong: [], warnings: [], missing: [], changed: [] });
  expect(preview.new.map(({ record }) => [record.code, record.fullName])).toEqual(
    EXAMPLE_STAFF.map(({ name }, index) => [exampleCode(index), name]),
  );
});

test('the example office has everybody whom the demo needs', async () => {
  const { rows } = await readList(readFileSync(file));
  const people = previewStaffList(rows, EXAMPLE_DIVISIONS, [], vocabulary).new.map(({ record }) => record);
  const count = (role: (typeof people)[number]['roles'][number]) =>
    people.filter(({ roles }) => roles.includes(role)).length;
  expect(people).toHaveLength(33);
  expect(new Set(people.map(({ fullName }) => fullName)).size).toBe(33);
  expect({
    leaders: count('leader'),
    heads: count('head'),
    tellers: count('teller'),
    members: count('member'),
  }).toEqual({
    leaders: 3,
    heads: 5,
    tellers: 3,
    members: 7,
  });
  expect({ secretaries: count('secretary'), admins: count('admin') }).toEqual({ secretaries: 1, admins: 1 });
  expect(COUNCIL_POSTS.map((post) => people.filter(({ councilPost }) => councilPost === post).length)).toEqual([
    1, 2, 3, 1,
  ]);
  expect(
    new Set(people.filter(({ roles }) => roles.includes('head')).map(({ divisionCode }) => divisionCode)).size,
  ).toBe(5);
  // Whoever counts the ballots does not cast them.
  expect(people.filter(({ roles }) => roles.includes('teller') && roles.includes('member'))).toEqual([]);
  // The plan of 2022 was signed by a real person; the example must not name him.
  expect(people.map(({ fullName }) => fullName)).not.toContain('Trần Văn Mẫn');
});
