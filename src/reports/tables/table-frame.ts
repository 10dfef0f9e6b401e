import { strFromU8, strToU8, unzipSync } from 'fflate';
import { type StyledCell, type WorkbookSheet, writeWorkbook } from '../workbook.ts';
import type { ColumnKind, TableSheet } from './table-sheet.ts';

/** A workbook whose sheets are whole but for their rows. */
export interface TableFrame {
  /** Every part of the archive that is no sheet, by its path. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
  readonly sheets: readonly FramedSheet[];
}

/** A sheet in two halves: the rows of the table stand between them. */
export interface FramedSheet {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Number of the first row of the table, from 1. */
  readonly firstRow: number;
  /** Style of each column's cells. */
  readonly styles: readonly CellStyle[];
}

/** A style of the workbook by its number; `quoted` is the same with the mark of a text that only looks like a formula. */
interface CellStyle {
  readonly plain: number;
  readonly quoted: number;
}

/** A table this wide (characters) is printed across. */
const LANDSCAPE_FROM = 95;

const HEADER = {
  fontWeight: 'bold',
  align: 'center',
  borderStyle: 'thin',
  backgroundColor: '#E8EEF7',
  height: 34,
} as const;
const BODY = { borderStyle: 'thin', alignVertical: 'top' } as const;

/** A cell of each kind as it looks; numbers carry their format. */
const LOOKS: Readonly<Record<ColumnKind, StyledCell>> = {
  text: { ...BODY, value: 'x' },
  mark: { ...BODY, value: 'x', align: 'center' },
  count: { ...BODY, value: 1, align: 'right', format: '#,##0' },
  number: { ...BODY, value: 1, align: 'right' },
  percent: { ...BODY, value: 1, align: 'right', format: '0.00%' },
  day: { ...BODY, value: 1, align: 'center', format: 'dd/mm/yyyy' },
  moment: { ...BODY, value: 1, align: 'center', format: 'hh:mm dd/mm/yyyy' },
};

/**
 * Has the workbook written with titles, headers and one row that shows each column's look, and takes that row out again:
 * styles and print set-up are told in one way, whether a sheet is written whole or row by row.
 */
export async function tableFrame(sheets: readonly TableSheet[]): Promise<TableFrame> {
  const parts = new Map(Object.entries(unzipSync(await writeWorkbook(sheets.map(framed)))));
  const opened = sheets.map((sheet, index) => {
    const path = `xl/worksheets/sheet${index + 1}.xml`;
    const xml = strFromU8(parts.get(path) ?? new Uint8Array());
    parts.delete(path);
    return opening(path, xml, sheet.titles.length + 2);
  });
  const styles = quotableStyles(strFromU8(parts.get(STYLES) ?? new Uint8Array()));
  parts.set(STYLES, strToU8(styles.xml));
  const quoted = (plain: number) => ({ plain, quoted: plain + styles.count });
  return { parts, sheets: opened.map(({ numbers, ...sheet }) => ({ ...sheet, styles: numbers.map(quoted) })) };
}

const STYLES = 'xl/styles.xml';

function framed({ name, titles, columns }: TableSheet): WorkbookSheet {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return {
    name,
    columns: columns.map((column) => column.width),
    headerRows: titles.length + 1,
    repeatedFrom: titles.length + 1,
    landscape: width >= LANDSCAPE_FROM,
    rows: [
      ...titles.map((value, line) => [{ value, wrap: false, ...(line === 0 ? {} : TITLE_LINES[line]) } as const]),
      columns.map(({ header }) => ({ ...HEADER, value: header })),
      columns.map(({ kind }) => LOOKS[kind]),
    ],
  };
}

/** The second line is the table's name; below it stands as of when. */
const TITLE_LINES: Readonly<Record<number, Partial<StyledCell>>> = {
  1: { fontWeight: 'bold', fontSize: 14, height: 24 },
  2: { fontStyle: 'italic' },
};

function opening(path: string, xml: string, firstRow: number) {
  const start = xml.indexOf(`<row r="${firstRow}"`);
  const end = xml.indexOf('</sheetData>');
  const look = xml.slice(start, end);
  const numbers = [...look.matchAll(/<c [^>]*?s="(\d+)"/g)].map(([, style]) => Number(style));
  return { path, before: xml.slice(0, start), after: xml.slice(end), firstRow, numbers };
}

// Excel makes a formula of a text that begins like one as soon as its cell is edited, unless it is marked (18.8.45).
function quotableStyles(xml: string): { readonly xml: string; readonly count: number } {
  const [whole = '', , formats = ''] = /<cellXfs( count="\d+")?>([\s\S]*?)<\/cellXfs>/.exec(xml) ?? [];
  const marked = formats.replaceAll('<xf ', '<xf quotePrefix="1" ');
  const count = (formats.match(/<xf /g) ?? []).length;
  return { count, xml: xml.replace(whole, `<cellXfs count="${count * 2}">${formats}${marked}</cellXfs>`) };
}
