import writeXlsxFile, { type CellObject, type Image, type Row } from 'write-excel-file/node';
import { pageSetup } from './page-setup.ts';

/** A cell of a printed workbook. Strings are always text: a leading `=`, `+`, `-` or `@` is no formula. */
export type WorkbookCell = string | number | null | StyledCell;

export interface StyledCell extends Omit<CellObject, 'type' | 'value' | 'format'> {
  readonly value: string | number;
  /** How a number is shown, in Excel's own notation (ECMA-376, 18.8.31). */
  readonly format?: string;
}

export interface WorkbookSheet {
  readonly name: string;
  /** Column widths in characters. */
  readonly columns: readonly number[];
  readonly rows: readonly (readonly WorkbookCell[])[];
  /** Rows that stay in sight, and at the top of every printed page. */
  readonly headerRows: number;
  /** The first of them that is repeated on every page, counted from 1. */
  readonly repeatedFrom?: number;
  readonly landscape?: boolean;
  /** Numbers of the rows (from 1) that begin a new page. */
  readonly pageStarts?: readonly number[];
  /** Pictures over the cells, each at its upper left cell (counted from 1). */
  readonly images?: readonly Image[];
}

/** Font of official documents (NĐ 30/2020/NĐ-CP, appendix I). */
const FONT = { fontFamily: 'Times New Roman', fontSize: 12 };

/** Writes an A4 workbook that prints as it looks: as wide as the page, header repeated, pages numbered. */
export async function writeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  const written = writeXlsxFile(
    sheets.map((sheet) => ({
      sheet: sheet.name,
      data: sheet.rows.map((row): Row => row.map(toCell)),
      columns: sheet.columns.map((width) => ({ width })),
      stickyRowsCount: sheet.headerRows,
      ...(sheet.images === undefined ? {} : { images: [...sheet.images] }),
    })),
    { ...FONT, features: [pageSetup(sheets)] },
  );
  return new Uint8Array(await written.toBuffer());
}

function toCell(cell: WorkbookCell): CellObject | null {
  if (cell === null) return null;
  const { value, ...style } = typeof cell === 'object' ? cell : { value: cell };
  const base = { alignVertical: 'center', wrap: true, ...FONT, ...style } as const;
  return typeof value === 'number' ? { ...base, type: Number, value } : { ...base, type: String, value: value };
}
