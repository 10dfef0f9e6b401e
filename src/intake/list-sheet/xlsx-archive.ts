import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { ok, type Result } from '../../lib/result.ts';
import { SHEET_LIMITS, type SheetProblem, sheetProblem } from './sheet-problem.ts';
import { checkWorksheet } from './worksheet-bounds.ts';

const inflate = promisify(inflateRaw);

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const LONGEST_COMMENT = 0xffff;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly offset: number;
}

/**
 * Makes sure that an xlsx archive is small enough to be opened: the true size of every part that will be read,
 * and the farthest cell of every sheet. The reader itself trusts both and would fill the memory.
 */
export async function checkArchive(bytes: Uint8Array): Promise<Result<void, SheetProblem>> {
  const entries = listEntries(bytes);
  if (entries === null) return sheetProblem('damaged');
  if (entries.some((entry) => entry.encrypted)) return sheetProblem('password_protected');
  if (!entries.some((entry) => entry.name === 'xl/workbook.xml')) return sheetProblem('not_a_workbook');
  if (entries.length > SHEET_LIMITS.archiveEntries) return sheetProblem('archive_too_large');

  let budget: number = SHEET_LIMITS.unpackedBytes;
  for (const entry of entries) {
    if (!/\.(xml|rels)$/.test(entry.name)) continue;
    if (entry.unpackedBytes > budget) return sheetProblem('archive_too_large');
    const content = await unpack(bytes, entry, budget);
    if (content === 'too_large') return sheetProblem('archive_too_large');
    if (content === null || content.byteLength !== entry.unpackedBytes) return sheetProblem('damaged');
    budget -= content.byteLength;
    // Definitions of entities, which no spreadsheet program writes, could unfold to any size.
    if (declaresEntities(content)) return sheetProblem('damaged');
    if (!entry.name.startsWith('xl/worksheets/') || !entry.name.endsWith('.xml')) continue;
    const bounds = checkWorksheet(Buffer.from(content).toString('latin1'));
    if (!bounds.ok) return bounds;
  }
  return ok(undefined);
}

function declaresEntities(xml: Uint8Array): boolean {
  const bytes = Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength);
  return bytes.includes('<!DOCTYPE') || bytes.includes('<!ENTITY');
}

/** The archive's directory (APPNOTE 4.3.12, 4.3.16); null when there is none or it reaches outside the file. */
function listEntries(bytes: Uint8Array): readonly Entry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY_SIGNATURE) return null;
    const nameBytes = view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameBytes)),
      encrypted: (view.getUint16(at + 8, true) & ENCRYPTED) !== 0,
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      unpackedBytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number | null {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  return null;
}

async function unpack(bytes: Uint8Array, entry: Entry, limit: number): Promise<Uint8Array | 'too_large' | null> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > view.byteLength || view.getUint32(entry.offset, true) !== LOCAL_SIGNATURE) return null;
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const packed = bytes.subarray(start, start + entry.packedBytes);
  if (entry.method === STORED) return packed;
  if (entry.method !== DEFLATED) return null;
  try {
    return await inflate(packed, { maxOutputLength: Math.max(1, limit) });
  } catch (error) {
    return error instanceof RangeError ? 'too_large' : null;
  }
}
