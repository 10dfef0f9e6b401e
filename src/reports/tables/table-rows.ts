import { columnLetters } from '../../lib/column-letters.ts';
import { daysBetween, localTime } from '../../lib/office-time.ts';
import type { FramedSheet } from './table-frame.ts';
import type { ColumnKind, TableCell, TableSheet } from './table-sheet.ts';

/** Characters of rows that are handed on at once: few enough that others have their turn between two pieces. */
const PIECE_CHARACTERS = 65_536;
/** What Excel takes in one cell; a file with more is damaged to it. */
const LONGEST_CELL = 32_767;
/** Day 0 of a spreadsheet's dates, which counts 29 February 1900 for a day (ECMA-376, 18.17.4.1). */
const DAY_ZERO = '1899-12-30';
const MINUTES_OF_DAY = 1_440;

/** The rows of a table as XML, piece by piece; `taken` hears of every row. */
export async function* sheetXml(
  sheet: TableSheet,
  frame: FramedSheet,
  zone: string,
  taken: () => void,
): AsyncIterable<string> {
  const letters = sheet.columns.map((_, index) => columnLetters(index + 1));
  let piece = frame.before;
  let row = frame.firstRow;
  for await (const cells of sheet.rows) {
    piece += `<row r="${row}">`;
    for (const [index, { kind }] of sheet.columns.entries()) {
      const style = frame.styles[index] ?? { plain: 0, quoted: 0 };
      piece += cellXml(`${letters[index]}${row}`, kind, cells[index] ?? null, style, zone);
    }
    piece += '</row>';
    row += 1;
    taken();
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  const header = frame.firstRow - 1;
  const filter = `<autoFilter ref="A${header}:${letters.at(-1)}${Math.max(header, row - 1)}"/>`;
  yield piece + frame.after.replace('</sheetData>', `</sheetData>${filter}`);
}

function cellXml(
  address: string,
  kind: ColumnKind,
  value: TableCell,
  { plain, quoted }: FramedSheet['styles'][number],
  zone: string,
): string {
  if (value === null || value === '') return `<c r="${address}" s="${plain}"/>`;
  const number = numberIn(kind, value, zone);
  if (number !== null) return `<c r="${address}" s="${plain}"><v>${number}</v></c>`;
  const text = String(value).slice(0, LONGEST_CELL);
  const style = /^[=+\-@\t\r]/.test(text) ? quoted : plain;
  return `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** The number that a cell holds; null where it is a text. */
function numberIn(kind: ColumnKind, value: string | number, zone: string): number | null {
  if (kind === 'moment' && typeof value === 'number') {
    const { date, hour, minute } = localTime(value, zone);
    return daysBetween(DAY_ZERO, date) + (hour * 60 + minute) / MINUTES_OF_DAY;
  }
  if (kind === 'day' && typeof value === 'string') return daysBetween(DAY_ZERO, value);
  return typeof value === 'number' ? value : null;
}

/** A text as XML can carry it: what it cannot is left out, and what a spreadsheet would decode is kept (22.9.2.19). */
function xmlText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu, '')
    .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
