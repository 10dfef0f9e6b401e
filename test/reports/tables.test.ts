import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { expect, onTestFinished, test } from 'vitest';
import type { TableCell, TableSheet } from '../../src/reports/tables/table-sheet.ts';
import { writeTables } from '../../src/reports/tables/write-tables.ts';
import { archiveTexts } from '../support/raw-workbook.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const HEAD = 4;

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'thidua-tables-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'bang.xlsx');
}

function sheet(rows: Iterable<readonly TableCell[]>, over: Partial<TableSheet> = {}): TableSheet {
  return {
    name: 'Bảng',
    titles: ['BAN DÂN TỘC', 'DANH SÁCH', 'Số liệu đến hôm nay'],
    columns: [
      { header: 'STT', kind: 'count', width: 6 },
      { header: 'Tên', kind: 'text', width: 30 },
      { header: 'Ngày', kind: 'day', width: 12 },
      { header: 'Lúc', kind: 'moment', width: 18 },
      { header: 'Tỷ lệ', kind: 'percent', width: 10 },
    ],
    rows,
    expected: 1,
    ...over,
  };
}

async function written(sheets: readonly TableSheet[]) {
  const path = newFile();
  await writeTables(path, sheets, { zone: ZONE, now: Date.UTC(2022, 1, 14) });
  return { path, bytes: readFileSync(path), parts: archiveTexts(readFileSync(path)) };
}

test('cells keep their types: numbers, and days and moments on the office’s clock', async () => {
  const evening = Date.UTC(2022, 1, 28, 18, 30);
  const { bytes } = await written([sheet([[1250, 'Nguyễn Văn A', '2022-02-05', evening, 0.1212]])]);
  const [row] = (await readSheet(bytes)).slice(HEAD);
  expect(row).toEqual([
    1250,
    'Nguyễn Văn A',
    new Date('2022-02-05T00:00:00Z'),
    // 18:30 in Greenwich is half past one of the next day in Quảng Ngãi.
    new Date('2022-03-01T01:30:00Z'),
    0.1212,
  ]);
});

test.each(['=1+1', '+84905', '-5', '@SUM(A1)', '\t=1', '\r=1', "=cmd|'/C calc'!A0"])(
  'the text %j stays a text, and is marked as one for whoever edits the cell',
  async (text) => {
    const { bytes, parts } = await written([sheet([[1, text, null, null, null]])]);
    expect((await readSheet(bytes, 1, { trim: false })).at(-1)?.[1]).toBe(text.replace('\r', '\n'));
    const xml = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect(xml).not.toContain('<f');
    const style = Number(/<c r="B5" s="(\d+)" t="inlineStr"/.exec(xml)?.[1]);
    const formats = [...(parts.get('xl/styles.xml') ?? '').matchAll(/<xf [^>]*>/g)].map(([format]) => format);
    expect(formats[style]).toContain('quotePrefix="1"');
  },
);

test('what XML cannot carry is left out, and what a spreadsheet would decode is kept', async () => {
  const { parts } = await written([sheet([[1, 'a\u0000\u0008b\ufffe\ud800 _x0041_ <b>&\u{1f600}', null, null, null]])]);
  expect(parts.get('xl/worksheets/sheet1.xml')).toContain('>ab _x005F_x0041_ &lt;b&gt;&amp;\u{1f600}<');
});

test('a cell never holds more than Excel takes', async () => {
  const { bytes } = await written([sheet([[1, 'x'.repeat(40_000), null, null, null]])]);
  expect(String((await readSheet(bytes)).at(-1)?.[1])).toHaveLength(32_767);
});

test('it prints on A4: wide tables across, the header alone repeated, pages numbered, and stays in sight', async () => {
  const columns = [{ header: 'Nội dung', kind: 'text', width: 120 } as const];
  const { parts } = await written([sheet([]), sheet([['x']], { name: 'Rộng', columns })]);
  const [narrow = '', wide = ''] = [1, 2].map((number) => parts.get(`xl/worksheets/sheet${number}.xml`));
  expect(narrow).toContain('paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"');
  expect(wide).toContain('paperSize="9" orientation="landscape"');
  for (const xml of [narrow, wide]) {
    expect(xml).toContain('ySplit="4"');
    expect(xml).toContain('topLeftCell="A5"');
    expect(xml).toContain('<oddFooter>&amp;C&amp;P/&amp;N</oddFooter>');
    // The order that the schema fixes; Excel calls a file damaged that has another.
    expect(xml).toMatch(/<\/cols><sheetData>.*<\/sheetData><autoFilter [^>]*\/><pageMargins /);
  }
  expect(narrow).toContain('<autoFilter ref="A4:E4"/>');
  expect(wide).toContain('<autoFilter ref="A4:A5"/>');
  const names = parts.get('xl/workbook.xml') ?? '';
  expect(names).toContain(`localSheetId="0">'Bảng'!$4:$4</definedName>`);
  expect(names).toContain(`localSheetId="1">'Rộng'!$4:$4</definedName>`);
});

test('rows are asked for while the file is written, a few at a time, and others have their turn between them', async () => {
  let asked = 0;
  const seen: number[] = [];
  function* rows(): Iterable<readonly TableCell[]> {
    for (; asked < 5_000; asked += 1) yield [asked, 'Hoàn thành tốt nhiệm vụ được giao'.repeat(5), null, null, null];
  }
  const look = setInterval(() => seen.push(asked), 0);
  const shares: number[] = [];
  const progress = (share: number) => void shares.push(share);
  await writeTables(newFile(), [sheet(rows(), { expected: 5_000 })], { zone: ZONE, now: 0, progress });
  clearInterval(look);
  expect(new Set(seen).size).toBeGreaterThan(3);
  expect([shares.length, shares.at(-1)]).toEqual([5_000, 1]);
});

test('a row that cannot be made fails the file instead of ending it early', async () => {
  function* rows(): Iterable<readonly TableCell[]> {
    yield [1, 'a', null, null, null];
    throw new Error('no more');
  }
  await expect(writeTables(newFile(), [sheet(rows())], { zone: ZONE, now: 0 })).rejects.toThrow('no more');
});

test('the file is its owner’s alone, and never written over another one', async () => {
  const { path } = await written([sheet([])]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await expect(writeTables(path, [sheet([])], { zone: ZONE, now: 0 })).rejects.toMatchObject({ code: 'EEXIST' });
});
