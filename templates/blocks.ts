import { BorderStyle, type FileChild, Paragraph, Table, TableCell, TableRow, VerticalAlign } from 'docx';
import { line, mark, mm, SIZE, type Stands, TEXT_WIDTH } from './page.ts';

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE };
const THIN = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const ALL_BORDERS = { top: THIN, bottom: THIN, left: THIN, right: THIN };

type CellContent = readonly (Paragraph | Table)[];

/** Columns side by side without lines, each as wide as its share of the text. */
export function columns(shares: readonly number[], cells: readonly CellContent[], width = TEXT_WIDTH): Table {
  const widths = shares.map((share) => Math.round((share * width) / 100));
  return new Table({
    width: { size: width, type: 'dxa' },
    columnWidths: widths,
    layout: 'fixed',
    borders: { ...NO_BORDERS, insideHorizontal: NONE, insideVertical: NONE },
    rows: [
      new TableRow({ cantSplit: true, children: cells.map((cell, index) => plainCell(cell, widths[index] ?? 0)) }),
    ],
  });
}

function plainCell(children: CellContent, width: number): TableCell {
  return new TableCell({
    width: { size: width, type: 'dxa' },
    borders: NO_BORDERS,
    margins: { left: 0, right: 0 },
    children: [...children],
  });
}

/** A line of this length in millimetres, in the middle, below the text above it. */
export function rule(length: number, within: number): Paragraph {
  const aside = Math.round((within - mm(length)) / 2);
  return new Paragraph({
    indent: { left: aside, right: aside },
    spacing: { before: 0, after: 0, line: 60, lineRule: 'exact' },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
  });
}

/** Who writes, by which number: the office under its superior, or the council under the office. */
export type Author = 'agency' | 'council';

const AUTHORS: Readonly<Record<Author, { readonly above: string; readonly author: string }>> = {
  agency: { above: '{cơ quan chủ quản}', author: '{tên cơ quan}' },
  council: { above: '{tên cơ quan}', author: '{tên hội đồng}' },
};

/** The head of a document: who writes, the country's name and motto with its line, number, place and day. */
export function head(author: Author, sign: string, width = TEXT_WIDTH): FileChild {
  const [left, right] = [(width * 44) / 100, (width * 56) / 100];
  const names = AUTHORS[author];
  return columns(
    [44, 56],
    [
      [
        line(names.above, { align: 'center', size: 12, capitals: true }),
        line(names.author, { align: 'center', size: 12, capitals: true, bold: true }),
        rule(25, left),
        line(`Số: {số văn bản}/${sign}`, { align: 'center', size: 13, before: 6 }),
      ],
      [
        line('Cộng hòa xã hội chủ nghĩa Việt Nam', { align: 'center', size: 12, capitals: true, bold: true }),
        line('Độc lập - Tự do - Hạnh phúc', { align: 'center', size: 13, bold: true }),
        rule(57, right),
        line('{địa danh}, {ngày văn bản}', { align: 'center', size: 13, italics: true, before: 6 }),
      ],
    ],
    width,
  );
}

/** Name of the document in capitals and what it is about, with the short line below. */
export function title(name: string, about: readonly string[], width = TEXT_WIDTH): readonly FileChild[] {
  return [
    line(name, { align: 'center', size: 14, bold: true, capitals: true, before: 18 }),
    ...about.map((text) => line(text, { align: 'center', size: 14, bold: true })),
    rule(30, width),
    line('', { after: 6 }),
  ];
}

/** A column of a table with lines: its heading, its share of the width, and what stands in its rows. */
export interface Column {
  readonly heading: string;
  readonly share: number;
  readonly cell: string;
  readonly align?: 'left' | 'center' | 'right' | 'both';
}

/** A table with lines whose one row is repeated for each of `rows`; its head comes again on every page. */
export function table(
  rows: string,
  columnsOf: readonly Column[],
  { width = TEXT_WIDTH, rowHeight = 0 }: { readonly width?: number; readonly rowHeight?: number } = {},
): Table {
  const last = columnsOf.length - 1;
  const cell = (text: string, share: number, stands: Stands): TableCell =>
    new TableCell({
      width: { size: Math.round((share * width) / 100), type: 'dxa' },
      borders: ALL_BORDERS,
      margins: { left: mm(1), right: mm(1), top: mm(0.6), bottom: mm(0.6) },
      verticalAlign: VerticalAlign.CENTER,
      children: [line(text, { size: SIZE.table, ...stands })],
    });
  const repeated = columnsOf.map(({ cell: text, share, align = 'center' }, index) => {
    const opens = index === 0 ? `{#${rows}}` : '';
    const closes = index === last ? `{/${rows}}` : '';
    return cell(`${opens}${text}${closes}`, share, { align });
  });
  return new Table({
    width: { size: width, type: 'dxa' },
    columnWidths: columnsOf.map(({ share }) => Math.round((share * width) / 100)),
    layout: 'fixed',
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columnsOf.map(({ heading, share }) => cell(heading, share, { bold: true, align: 'center' })),
      }),
      new TableRow({ cantSplit: true, height: { value: rowHeight, rule: 'atLeast' }, children: repeated }),
    ],
  });
}

/** Room for a signature between a post and a name. */
const SIGNING_ROOM = 60;

/** Who signs: post in capitals, room, name. */
export function signature(posts: readonly string[], name: string): readonly Paragraph[] {
  return [
    ...posts.map((post) => line(post, { align: 'center', bold: true, capitals: true })),
    line(name, { align: 'center', bold: true, before: SIGNING_ROOM }),
  ];
}

/** Who signs for the agency; a deputy signs for the head, whose post then stands above. */
export function agencySignature(): readonly Paragraph[] {
  return [
    mark('{#ký thay}'),
    line('{ký thay}', { align: 'center', bold: true, capitals: true }),
    mark('{/ký thay}'),
    ...signature(['{chức vụ người ký}'], '{họ tên người ký}'),
  ];
}

/** Recipients at the left, who signs at the right (decree 30/2020/NĐ-CP, appendix I, II.7 and II.9). */
export function closing(signer: readonly Paragraph[], width = TEXT_WIDTH): FileChild {
  return columns([50, 50], [recipients(), signer], width);
}

function recipients(): readonly Paragraph[] {
  return [
    line('Nơi nhận:', { size: SIZE.recipientsHeading, bold: true, italics: true }),
    mark('{#nơi nhận}'),
    line('- {tên nơi nhận}', { size: SIZE.recipients }),
    mark('{/nơi nhận}'),
  ];
}
