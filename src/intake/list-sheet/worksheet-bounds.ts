import { ok, type Result } from '../../lib/result.ts';
import { SHEET_LIMITS, type SheetProblem, sheetProblem } from './sheet-problem.ts';

/** Empty rows and columns that an office's list has been seen to carry around its data. */
const MARGIN_ROWS = 1_000;
/** The largest row and column that xlsx itself knows. */
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

const TAG = /<(?:\w+:)?(row|c)(?=[\s/>])((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;
const ADDRESS = /\sr\s*=\s*["']([A-Z]*)(\d+)["']/;
const HAS_VALUE = /^\s*<(?:\w+:)?(?:v|is|f)\b/;

/**
 * Checks how far the cells of a worksheet reach. Formatting without a value may go to the last row of the sheet;
 * a value out there would make the reader build a table up to it. `xml` may be decoded as latin1: only tags count.
 */
export function checkWorksheet(xml: string): Result<void, SheetProblem> {
  // Comments and CDATA could hide a tag from the pattern; spreadsheet programs write neither.
  if (xml.includes('<!')) return sheetProblem('damaged');
  let tags = 0;
  for (const match of xml.matchAll(TAG)) {
    tags += 1;
    const [whole, , attributes = '', closed] = match;
    const address = ADDRESS.exec(attributes);
    if (address === null) continue;
    const row = Number(address[2]);
    const column = columnNumber(address[1] ?? '');
    if (row > LAST_ROW || column > LAST_COLUMN) return sheetProblem('damaged');
    if (column === 0 || closed === '/') continue;
    const next = match.index + whole.length;
    if (!HAS_VALUE.test(xml.slice(next, next + 40))) continue;
    if (row > SHEET_LIMITS.rows + MARGIN_ROWS) return sheetProblem('too_many_rows', { limit: SHEET_LIMITS.rows });
    if (column > SHEET_LIMITS.columns) return sheetProblem('too_many_columns', { limit: SHEET_LIMITS.columns });
  }
  // A row or cell that the pattern does not understand could reach anywhere.
  return tags === countTags(xml) ? ok(undefined) : sheetProblem('damaged');
}

function countTags(xml: string): number {
  let count = 0;
  for (const _ of xml.matchAll(/<(?:\w+:)?(?:row|c)(?=[\s/>])/g)) count += 1;
  return count;
}

/** `A` → 1, `AA` → 27; longer than any real column → beyond the last. */
function columnNumber(letters: string): number {
  if (letters.length > 3) return LAST_COLUMN + 1;
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}
