/** A text file of today, and how it was written. */
export interface UnicodeText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16';
}

/** Decodes UTF-8 or UTF-16, with or without the mark at the beginning; null for anything else. */
export function decodeUnicode(bytes: Uint8Array): UnicodeText | null {
  const utf16 = utf16Flavour(bytes);
  if (utf16 !== null) return { text: new TextDecoder(utf16).decode(bytes), encoding: 'utf-16' };
  if (bytes.includes(0)) return null;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return null;
  }
}

function utf16Flavour(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Without a mark: the Latin letters at the beginning leave every other byte zero.
  const start = bytes.subarray(0, 64);
  const zeros = [0, 1].map((parity) => start.filter((byte, index) => index % 2 === parity && byte === 0).length);
  if (bytes.length % 2 === 0 && zeros[0] === 0 && (zeros[1] ?? 0) > start.length / 4) return 'utf-16le';
  if (bytes.length % 2 === 0 && zeros[1] === 0 && (zeros[0] ?? 0) > start.length / 4) return 'utf-16be';
  return null;
}
