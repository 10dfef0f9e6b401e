import {
  AlignmentType,
  Document,
  type FileChild,
  Header,
  type ISectionOptions,
  LineRuleType,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';

// Layout by decree 30/2020/NĐ-CP, appendix I, part I: A4; margins of 20 mm above and below (20–25), 30 mm at the left
// (30–35), 15 mm at the right (15–20); Times New Roman; page numbers centred in the top margin, none on the first page.
const A4 = { width: 11_906, height: 16_838 };
const MM = 1440 / 25.4;
const MARGIN = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15), header: mm(10), footer: mm(10) };
export const TEXT_WIDTH = A4.width - MARGIN.left - MARGIN.right;
export const WIDE_TEXT_WIDTH = A4.height - MARGIN.left - MARGIN.right;

const FONT = 'Times New Roman';
/** Sizes in points, as the decree names them. */
export const SIZE = { body: 13, table: 12, recipientsHeading: 12, recipients: 11 } as const;

/** Millimetres as twentieths of a point. */
export function mm(length: number): number {
  return Math.round(length * MM);
}

/** A page of an official document; `wide` turns the sheet for lists with many columns. */
export function officialDocument(children: readonly FileChild[], wide = false): Document {
  const section: ISectionOptions = {
    properties: {
      titlePage: true,
      page: { size: wide ? { ...A4, orientation: 'landscape' } : A4, margin: MARGIN },
    },
    headers: {
      default: new Header({ children: [pageNumber()] }),
      first: new Header({ children: [new Paragraph('')] }),
    },
    children: [...children],
  };
  return new Document({
    creator: 'thidua-bot',
    styles: { default: { document: { run: { font: FONT, size: `${SIZE.body}pt`, language: { value: 'vi-VN' } } } } },
    sections: [section],
  });
}

function pageNumber(): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: `${SIZE.body}pt` })],
  });
}

/** How a run of text looks. */
export interface Looks {
  readonly size?: number;
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly capitals?: boolean;
}

/** How a paragraph stands. */
export interface Stands extends Looks {
  readonly align?: 'left' | 'center' | 'right' | 'both';
  readonly before?: number;
  readonly after?: number;
  /** First line moved in by 10 mm (the decree: 1 cm or 1,27 cm). */
  readonly indented?: boolean;
  readonly keepNext?: boolean;
}

/** A paragraph; parts between `*` are bold. Spaces before and after are in points. */
export function line(text: string, stands: Stands = {}): Paragraph {
  const { align = 'left', before = 0, after = 0, indented = false, keepNext = false, ...looks } = stands;
  return new Paragraph({
    alignment: align,
    keepNext,
    spacing: { before: before * 20, after: after * 20, line: 240, lineRule: LineRuleType.AUTO },
    ...(indented ? { indent: { firstLine: mm(10) } } : {}),
    children: text.split('*').map((part, index) => run(part, index % 2 === 1 ? { ...looks, bold: true } : looks)),
  });
}

/** A paragraph of the body: justified, first line moved in, 6 points below. */
export function body(text: string, stands: Stands = {}): Paragraph {
  return line(text, { align: 'both', indented: true, after: 6, ...stands });
}

/** A heading of a section in the body. */
export function heading(text: string): Paragraph {
  return body(text, { bold: true, before: 6, keepNext: true });
}

/** The last words before the signatures, which never stand alone on a page. */
export function lastWords(text: string): Paragraph {
  return body(text, { keepNext: true, after: 18 });
}

/** A paragraph that only begins or ends rows: it is gone in the filled document. */
export function mark(tag: string): Paragraph {
  return new Paragraph(tag);
}

function run(text: string, { size = SIZE.body, bold = false, italics = false, capitals = false }: Looks): TextRun {
  return new TextRun({ text, font: FONT, size: `${size}pt`, bold, italics, allCaps: capitals });
}
