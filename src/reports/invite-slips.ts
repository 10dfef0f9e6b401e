import { say, type TextKey, type TextParams } from '../conversation/text-key.ts';
import type { Locale } from '../domain/person.ts';
import type { EpochMs } from '../lib/clock.ts';
import type { Catalogue } from '../presentation/catalogue.ts';
import { botPoster } from './bot-poster.ts';
import { type StyledCell, type WorkbookCell, type WorkbookSheet, writeWorkbook } from './workbook.ts';

interface InvitedPerson {
  readonly staffCode: string;
  readonly fullName: string;
  readonly position: string;
  /** The one-time code in clear, as it is to be typed. */
  readonly inviteCode: string;
}

/** Everything that the slips say. Divisions and people come in the order in which they are printed. */
export interface InviteSlips {
  readonly agency: string;
  readonly divisions: readonly { readonly name: string; readonly people: readonly InvitedPerson[] }[];
  readonly expiresAt: EpochMs;
  /** User name without `@`; null where the bot is not on Telegram. */
  readonly telegramBot: string | null;
  /** Bot id; null where the bot is not on Zalo. */
  readonly zaloBot: string | null;
}

type Text = (key: TextKey, params?: TextParams) => string;

const SLIPS_ACROSS = 2;
/** Four rows of slips with their gaps, the headings and the footer fill an A4 page. */
const SLIP_ROWS_ON_PAGE = 4;
const CUT = 'dashed';

/**
 * Writes the slips to cut out, division by division, a sheet on which people sign for them (without codes), and a page
 * with the bot's QR codes for the notice board.
 */
export async function inviteSlips(slips: InviteSlips, catalogue: Catalogue, locale: Locale): Promise<Uint8Array> {
  const text: Text = (key, params) => catalogue.plain(say(key, params), locale);
  const poster = await botPoster(slips, text);
  return writeWorkbook([slipSheet(slips, text), receiptSheet(slips, text), ...(poster === null ? [] : [poster])]);
}

function slipSheet(slips: InviteSlips, text: Text): WorkbookSheet {
  const across = SLIPS_ACROSS * 2 - 1;
  const rows: (readonly WorkbookCell[])[] = [
    [
      {
        value: `${slips.agency} – ${text('invite_slips.title')}`,
        fontWeight: 'bold',
        fontSize: 13,
        columnSpan: across,
        height: 20,
      },
    ],
    [{ value: text('invite_slips.note'), fontStyle: 'italic', fontSize: 10, columnSpan: across, height: 28 }],
  ];
  const pageStarts: number[] = [];
  for (const [index, division] of slips.divisions.entries()) {
    if (index > 0) pageStarts.push(rows.length + 1);
    rows.push([{ value: division.name, fontWeight: 'bold', columnSpan: across, height: 22 }]);
    for (let first = 0; first < division.people.length; first += SLIPS_ACROSS) {
      const slipRow = first / SLIPS_ACROSS;
      if (slipRow > 0 && slipRow % SLIP_ROWS_ON_PAGE === 0) pageStarts.push(rows.length + 1);
      const beside = division.people.slice(first, first + SLIPS_ACROSS);
      rows.push(...sideBySide(beside.map((person) => slip(person, division.name, slips, text))), []);
    }
  }
  return { name: text('invite_slips.sheet.slips'), columns: [48, 2, 48], headerRows: 2, rows, pageStarts };
}

/** One slip, top to bottom, with the line to cut along around it. */
function slip(person: InvitedPerson, division: string, slips: InviteSlips, text: Text): readonly StyledCell[] {
  const code = person.inviteCode;
  const ways = [
    ...(slips.zaloBot === null ? [] : [text('invite_slips.zalo', { bot: slips.zaloBot })]),
    ...(slips.telegramBot === null ? [] : [text('invite_slips.telegram', { bot: slips.telegramBot, code })]),
  ];
  const place =
    person.position === '' ? division : text('invite_slips.person', { position: person.position, division });
  const lines: readonly StyledCell[] = [
    { value: person.fullName, fontWeight: 'bold', fontSize: 13, height: 20 },
    { value: place, height: 18 },
    {
      value: text('invite_slips.code', { code }),
      fontWeight: 'bold',
      fontSize: 16,
      fontFamily: 'Courier New',
      height: 28,
    },
    ...(ways.length > 0 ? ways : [text('invite_slips.any')]).map((value) => ({ value, fontSize: 10, height: 28 })),
    { value: text('invite_slips.expires', { date: { as: 'day', date: slips.expiresAt } }), fontSize: 10, height: 18 },
  ];
  return lines.map((line, index) => ({
    ...line,
    indent: 1,
    leftBorderStyle: CUT,
    rightBorderStyle: CUT,
    ...(index === 0 ? { topBorderStyle: CUT } : {}),
    ...(index === lines.length - 1 ? { bottomBorderStyle: CUT } : {}),
  }));
}

function sideBySide(slips: readonly (readonly StyledCell[])[]): readonly (readonly WorkbookCell[])[] {
  const [left = [], right = []] = slips;
  return left.map((cell, line) => [cell, null, right[line] ?? null]);
}

function receiptSheet(slips: InviteSlips, text: Text): WorkbookSheet {
  const columns = ['number', 'staff_code', 'name', 'division', 'signature'] as const;
  const grid = { borderStyle: 'thin' } as const;
  const people = slips.divisions.flatMap(({ name, people }) => people.map((person) => ({ ...person, division: name })));
  return {
    name: text('invite_slips.sheet.receipts'),
    columns: [6, 14, 32, 32, 22],
    headerRows: 2,
    rows: [
      [{ value: text('invite_slips.receipts_title'), fontWeight: 'bold', fontSize: 13, columnSpan: 5, height: 24 }],
      columns.map((column) => ({
        ...grid,
        value: text(`invite_slips.column.${column}`),
        fontWeight: 'bold',
        align: 'center',
      })),
      ...people.map((person, index) => [
        { ...grid, value: index + 1, align: 'center', height: 24 } as const,
        ...[person.staffCode, person.fullName, person.division, ''].map((value) => ({ ...grid, value })),
      ]),
    ],
  };
}
