import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { type WorkbookSheet, writeWorkbook } from '../../src/reports/workbook.ts';
import { archiveTexts } from '../support/raw-workbook.ts';

const sheet = (over: Partial<WorkbookSheet>): WorkbookSheet => ({
  name: 'Một',
  columns: [10],
  headerRows: 0,
  rows: [['x']],
  ...over,
});

test('a text that looks like a formula stays a text', async () => {
  const texts = ["=cmd|'/C calc'!A0", '+84905123456', '-1+1', '@SUM(A1)', '\t=1', '<b>&"'];
  const bytes = await writeWorkbook([
    sheet({ rows: texts.map((text) => [text, { value: text, fontWeight: 'bold' }]) }),
  ]);
  expect(await readSheet(Buffer.from(bytes), 1, { trim: false })).toEqual(texts.map((text) => [text, text]));
  expect(archiveTexts(bytes).get('xl/worksheets/sheet1.xml')).not.toContain('<f');
});

test('numbers are numbers, and what XML cannot carry is left out', async () => {
  const bytes = await writeWorkbook([sheet({ rows: [[1250.5, null, 'a\u0000b\u0008c\ufffe\u{1f600}']] })]);
  expect(await readSheet(Buffer.from(bytes))).toEqual([[1250.5, null, 'abc\u{1f600}']]);
});

test('it prints on A4, fitted to the width, with the header on every page, breaks and page numbers', async () => {
  const parts = archiveTexts(
    await writeWorkbook([
      sheet({
        name: "Phiếu & 'kín'",
        headerRows: 2,
        pageStarts: [4, 9],
        rows: Array.from({ length: 10 }, () => ['x']),
      }),
      sheet({ landscape: true }),
    ]),
  );
  const [first = '', second = ''] = [1, 2].map((number) => parts.get(`xl/worksheets/sheet${number}.xml`));
  // The schema fixes the order of these elements; Excel calls a file damaged that has another.
  const order =
    /<worksheet[^>]*><sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr>(<sheetViews>.*<\/sheetViews>)?<cols>.*<\/sheetData>.*<pageMargins [^>]*\/><pageSetup [^>]*\/><headerFooter>.*<\/headerFooter>(<rowBreaks .*<\/rowBreaks>)?<\/worksheet>$/;
  expect(first).toMatch(order);
  expect(second).toMatch(order);
  expect(first).toContain('paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"');
  expect(first).toContain('<brk id="3" max="16383" man="1"/><brk id="8" max="16383" man="1"/>');
  expect(first).toContain('ySplit="2"');
  expect(second).toContain('orientation="landscape"');
  expect(parts.get('xl/workbook.xml')).toContain(
    `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'Phiếu &amp; ''kín'''!$1:$2</definedName></definedNames>`,
  );
});
