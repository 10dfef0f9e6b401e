import qrCode from 'qrcode';
import type { TextKey } from '../conversation/text-key.ts';
import type { WorkbookSheet } from './workbook.ts';

/** A messenger on which the bot can be opened, with the address that opens it. */
interface Messenger {
  readonly name: TextKey;
  readonly address: string;
}

/** Drawn larger than printed, so that the edges of its squares stay sharp. */
const DRAWN_PX = 640;
const PRINTED_PX = 320;
const SCREEN_DPI = 96;
/** Rows that a printed code covers, at Excel's 20 pixels a row. */
const ROWS_COVERED = 17;

/** A page for the notice board: a QR code for each messenger; null where the bot has no address yet. */
export async function botPoster(
  bots: { readonly telegramBot: string | null; readonly zaloBot: string | null },
  text: (key: TextKey, params?: { readonly address: string }) => string,
): Promise<WorkbookSheet | null> {
  const messengers: readonly Messenger[] = [
    ...(bots.zaloBot === null ? [] : [{ name: 'channel.zalo', address: `https://zalo.me/${bots.zaloBot}` } as const]),
    ...(bots.telegramBot === null
      ? []
      : [{ name: 'channel.telegram', address: `https://t.me/${bots.telegramBot}` } as const]),
  ];
  if (messengers.length === 0) return null;
  const heading = { value: text('invite_slips.poster.title'), fontWeight: 'bold', fontSize: 18, height: 40 } as const;
  const rows: WorkbookSheet['rows'][number][] = [[heading], [text('invite_slips.poster.how')]];
  const images: NonNullable<WorkbookSheet['images']>[number][] = [];
  for (const { name, address } of messengers) {
    rows.push([{ value: text(name), fontWeight: 'bold', fontSize: 16, height: 34 }]);
    images.push({
      content: await qrCode.toBuffer(address, { type: 'png', width: DRAWN_PX, margin: 2, errorCorrectionLevel: 'M' }),
      contentType: 'image/png',
      width: PRINTED_PX,
      height: PRINTED_PX,
      dpi: SCREEN_DPI,
      anchor: { row: rows.length + 1, column: 1 },
      description: address,
    });
    rows.push(...Array.from({ length: ROWS_COVERED }, () => [{ value: '', height: 15 }]));
    rows.push([text('invite_slips.poster.address', { address })]);
  }
  return { name: text('invite_slips.sheet.poster'), columns: [90], headerRows: 0, rows, images };
}
