import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { EpochMs } from '../../lib/clock.ts';
import { tableFrame } from './table-frame.ts';
import { sheetXml } from './table-rows.ts';
import type { TableSheet } from './table-sheet.ts';

export interface TableWriting {
  /** IANA name of the office's time zone: moments are shown on its clock. */
  readonly zone: string;
  /** When the parts of the archive were made. */
  readonly now: EpochMs;
  /** Hears how much is written, from 0 to 1. */
  readonly progress?: (share: number) => void;
}

/**
 * Writes an A4 workbook of tables to a new file, row by row: 20,000 rows take no more memory than 20, and others have
 * their turn meanwhile. Rejects when the file cannot be written or a row cannot be made; what was written stays.
 */
export async function writeTables(
  path: string,
  sheets: readonly TableSheet[],
  { zone, now, progress = () => {} }: TableWriting,
): Promise<void> {
  const frame = await tableFrame(sheets);
  const expected = Math.max(
    1,
    sheets.reduce((sum, sheet) => sum + sheet.expected, 0),
  );
  let rows = 0;
  function taken(): void {
    rows += 1;
    progress(Math.min(1, rows / expected));
  }
  const zip = new ZipFile();
  const archive = zip.outputStream as Readable;
  const mtime = new Date(now);
  for (const [part, content] of frame.parts) zip.addBuffer(Buffer.from(content), part, { mtime });
  for (const [index, sheet] of sheets.entries()) {
    const framed = frame.sheets[index];
    if (framed === undefined) continue;
    zip.addReadStreamLazy(framed.path, { mtime }, (hand) => {
      const xml = Readable.from(sheetXml(sheet, framed, zone, taken));
      // The archive does not listen for the failures of what it is given.
      xml.on('error', (error) => archive.destroy(error));
      hand(null, xml);
    });
  }
  zip.on('error', (error: Error) => archive.destroy(error));
  zip.end();
  await pipeline(archive, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
}
