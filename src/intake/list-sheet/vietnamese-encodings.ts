import iconv from 'iconv-lite';
import { decodeUnicode } from '../unicode-text.ts';

/** How a text file was written. `tcvn3` is the one of the ABC fonts (.VnTime), still found in old lists. */
export type TextEncoding = 'utf-8' | 'utf-16' | 'windows-1258' | 'tcvn3';

/**
 * Share of its words with diacritics that must be well-formed for a text to be taken as Vietnamese. High, because a
 * wrong table often gives well-formed nonsense; names of other peoples and foreign words are the rest.
 */
const PLAUSIBLE = 0.9;

const INITIAL = 'ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|b|c|d|đ|g|h|k|l|m|n|p|q|r|s|t|v|x';
const NUCLEUS =
  'oa[iyo]|oeo|ua[iy]|uây|uôi|uy[aêu]|ươ[iu]|iêu|yêu|a[iouy]|â[uy]|eo|êu|i[aêu]|yê|o[aăeio]|ôi|ơi|u[aâêiôơy]|ư[aơiu]|[aăâeêioôơuưy]';
const FINAL = 'ch|ng|nh|c|m|n|p|t';
const SYLLABLE = new RegExp(`^(?:${INITIAL})?(?:${NUCLEUS})(?:${FINAL})?$`);
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Decodes a text file, null when no known encoding gives sensible text. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: TextEncoding } | null {
  return decodeUnicode(bytes) ?? (bytes.includes(0) ? null : decodeLegacy(bytes));
}

/**
 * Repairs a cell of a workbook that was typed with an ABC font: its bytes show as Latin letters (`NguyÔn V¨n ¸nh`).
 * Text that reads as Vietnamese already, or would not afterwards, is left alone.
 */
export function repairTcvn3(cell: string): string {
  if (!/[\u00a1-\u00fe]/.test(cell) || /[\u0100-\uffff]/.test(cell)) return cell;
  if (vietnameseShare(cell) === 1) return cell;
  const repaired = fromTcvn3(Buffer.from(cell, 'latin1'));
  return vietnameseShare(repaired) === 1 ? repaired : cell;
}

function decodeLegacy(bytes: Uint8Array): { readonly text: string; readonly encoding: TextEncoding } | null {
  const buffer = Buffer.from(bytes);
  const windows = iconv.decode(buffer, 'windows-1258').normalize('NFC');
  const tcvn3 = fromTcvn3(buffer);
  const windowsShare = vietnameseShare(windows);
  const tcvn3Share = vietnameseShare(tcvn3);
  if (Math.max(windowsShare, tcvn3Share) < PLAUSIBLE) return null;
  return tcvn3Share > windowsShare ? { text: tcvn3, encoding: 'tcvn3' } : { text: windows, encoding: 'windows-1258' };
}

/** Share of the words with other than ASCII letters that are well-formed Vietnamese syllables; 1 when there are none. */
function vietnameseShare(text: string): number {
  let words = 0;
  let syllables = 0;
  for (const word of text.slice(0, 20_000).split(/[\s!-@[-`{-~]+/)) {
    if (!/\P{ASCII}/u.test(word)) continue;
    words += 1;
    if (isSyllable(word)) syllables += 1;
  }
  return words === 0 ? 1 : syllables / words;
}

function isSyllable(word: string): boolean {
  const apart = word.normalize('NFD');
  const tones = apart.match(TONES)?.length ?? 0;
  return tones <= 1 && SYLLABLE.test(apart.replace(TONES, '').normalize('NFC').toLowerCase());
}

/** ABC fonts have no capital vowels with tones: a name that begins with one was typed with the small letter. */
function fromTcvn3(bytes: Buffer): string {
  const text = iconv.decode(bytes, 'tcvn').normalize('NFC');
  return text.replace(/[^,;\t\r\n"|]+/g, (cell) =>
    /(?:^|\s)[a-zđ]/.test(cell.trim())
      ? cell
      : cell.replace(/(^|\s)(\p{Ll})/gu, (_, gap, first) => gap + first.toUpperCase()),
  );
}
