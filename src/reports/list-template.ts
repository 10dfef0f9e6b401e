import { type StyledCell, type WorkbookCell, type WorkbookSheet, writeWorkbook } from './workbook.ts';

/** An empty list to fill in, with one example row that import leaves out, and a sheet that says how. */
export interface ListTemplate {
  readonly name: string;
  readonly columns: readonly {
    readonly header: string;
    readonly width: number;
    readonly example: string;
    /** What to write there. */
    readonly meaning: string;
  }[];
  readonly guide: {
    readonly name: string;
    readonly title: string;
    readonly remarks: readonly string[];
    /** Headings over columns and their meanings. */
    readonly columns: readonly [string, string];
    /** Codes and words that cells may hold, under headings of their own. */
    readonly terms: {
      readonly headings: readonly [string, string];
      readonly rows: readonly (readonly [string, string])[];
    };
  };
}

const HEADER = { fontWeight: 'bold', align: 'center', borderStyle: 'thin', backgroundColor: '#E8EEF7' } as const;
const BODY = { borderStyle: 'thin', alignVertical: 'top' } as const;

/** Writes the template as a workbook to print and to fill in. */
export function listTemplate(template: ListTemplate): Promise<Uint8Array> {
  return writeWorkbook([listSheet(template), guideSheet(template)]);
}

function listSheet({ name, columns }: ListTemplate): WorkbookSheet {
  return {
    name,
    columns: columns.map(({ width }) => width),
    headerRows: 1,
    landscape: true,
    rows: [
      columns.map(({ header }) => ({ ...HEADER, value: header, height: 34 })),
      columns.map(({ example }) => ({ ...BODY, value: example, fontStyle: 'italic', textColor: '#666666' })),
    ],
  };
}

function guideSheet({ columns, guide }: ListTemplate): WorkbookSheet {
  const wide = (value: string): readonly WorkbookCell[] => [{ value, columnSpan: 2, height: 34 }];
  const headings = (texts: readonly [string, string]): readonly StyledCell[] =>
    texts.map((value) => ({ ...HEADER, value }));
  const pair = (texts: readonly [string, string], height: number): readonly StyledCell[] =>
    texts.map((value) => ({ ...BODY, value, height }));
  return {
    name: guide.name,
    columns: [26, 70],
    headerRows: 0,
    rows: [
      [{ value: guide.title, fontWeight: 'bold', fontSize: 14, columnSpan: 2, height: 26 }],
      ...guide.remarks.map(wide),
      headings(guide.columns),
      ...columns.map(({ header, meaning }) => pair([header, meaning], 50)),
      [],
      headings(guide.terms.headings),
      ...guide.terms.rows.map((row) => pair(row, 20)),
    ],
  };
}

/** The header to write, marked when the column is required. */
export function requiredHeader(forms: readonly string[], required: boolean): string {
  return required ? `${forms[0] ?? ''} (*)` : (forms[0] ?? '');
}
