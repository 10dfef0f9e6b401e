import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import type { Feature } from 'write-excel-file/node';

/** What of a sheet decides how it is printed. */
export interface PrintedSheet {
  readonly name: string;
  readonly headerRows: number;
  readonly repeatedFrom?: number;
  readonly landscape?: boolean;
  readonly pageStarts?: readonly number[];
}

const A4 = 9;
/** Margins in inches: 10 mm, and 15 mm at the bottom for the page number. */
const MARGINS = '<pageMargins left="0.4" right="0.4" top="0.4" bottom="0.6" header="0.3" footer="0.3"/>';

/** Adds what the writer lacks: A4, fitted to the page's width, repeated header, page breaks and numbers (ECMA-376, 18.3.1). */
export function pageSetup(sheets: readonly PrintedSheet[]): Feature<Stream | Buffer | Blob> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          // Not as `insert`, which comes after the pictures: the schema wants the print set-up before them.
          transform: (xml, _, { sheetIndex }) => {
            const sheet = sheets[sheetIndex];
            const fitted = xml.replace(/<worksheet[^>]*>/, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>');
            return sheet === undefined ? fitted : fitted.replace(/<drawing |<\/worksheet>/, `${printing(sheet)}$&`);
          },
        },
        'xl/workbook.xml': {
          transform: (xml) => xml.replace('<definedNames/>', repeatedHeaders(sheets)),
        },
      },
    },
  };
}

// Elements in the order that the schema prescribes.
function printing({ landscape = false, pageStarts = [] }: PrintedSheet): string {
  const orientation = landscape ? 'landscape' : 'portrait';
  // A break stands after the row whose number it carries.
  const breaks = pageStarts.map((row) => `<brk id="${row - 1}" max="16383" man="1"/>`).join('');
  const rowBreaks = `<rowBreaks count="${pageStarts.length}" manualBreakCount="${pageStarts.length}">${breaks}</rowBreaks>`;
  return (
    MARGINS +
    `<pageSetup paperSize="${A4}" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/>` +
    '<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter>' +
    (pageStarts.length > 0 ? rowBreaks : '')
  );
}

function repeatedHeaders(sheets: readonly PrintedSheet[]): string {
  const names = sheets.flatMap(({ name, headerRows, repeatedFrom = 1 }, index) => {
    if (headerRows === 0) return [];
    const quoted = escapeXml(`'${name.replaceAll("'", "''")}'`);
    return [
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${quoted}!$${repeatedFrom}:$${headerRows}</definedName>`,
    ];
  });
  return names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
