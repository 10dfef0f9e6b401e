import { CHOICES, type Choice } from './election.ts';

/** Version of the plaintext below; a mark of another one is invalid. */
export const MARK_VERSION = 1;
/**
 * Length of every mark: version (1 byte), the nominee's number (2 bytes, high byte first), choice (1 byte, 1 agree,
 * 2 disagree, 3 no opinion), padding (28 random bytes).
 */
export const MARK_BYTES = 32;
export const PADDING_BYTES = 28;
const PADDING_AT = MARK_BYTES - PADDING_BYTES;
/** Length of a sealed mark: its plaintext and the 48 bytes of libsodium's sealed box. */
export const SEALED_BYTES = MARK_BYTES + 48;

/** One choice on one line as it is sealed. */
export interface Mark {
  readonly version: number;
  readonly nominee: number;
  readonly choice: Choice;
  /** The padding in hex: tells a mark from a copy of it, and nothing about who made it. */
  readonly serial: string;
}

/** Why a sealed mark says nothing: its seal does not open, or what it holds is no mark of this version. */
export type UnreadableMark = 'seal' | 'length' | 'version' | 'nominee' | 'choice';

/** What came out of a box; an unreadable mark counts as invalid. */
export type OpenedMark = Mark | { readonly unreadable: UnreadableMark };

/** The plaintext of a mark. `padding` is fresh from the system's randomness; wrong lengths and numbers are bugs. */
export function encodeMark(nominee: number, choice: Choice, padding: Uint8Array): Uint8Array {
  if (!Number.isInteger(nominee) || nominee < 1 || nominee > 0xffff) throw new RangeError('number of a nominee');
  if (padding.length !== PADDING_BYTES) throw new RangeError('length of the padding');
  const bytes = new Uint8Array(MARK_BYTES);
  bytes.set([MARK_VERSION, nominee >> 8, nominee & 0xff, CHOICES.indexOf(choice) + 1]);
  bytes.set(padding, PADDING_AT);
  return bytes;
}

/** What a plaintext says; `null` is a seal that did not open. Whatever the bytes, it never throws. */
export function decodeMark(bytes: Uint8Array | null): OpenedMark {
  if (bytes === null) return { unreadable: 'seal' };
  if (bytes.length !== MARK_BYTES) return { unreadable: 'length' };
  const [version = 0, high = 0, low = 0, code = 0] = bytes;
  if (version !== MARK_VERSION) return { unreadable: 'version' };
  const nominee = high * 256 + low;
  if (nominee === 0) return { unreadable: 'nominee' };
  const choice = CHOICES[code - 1];
  if (choice === undefined) return { unreadable: 'choice' };
  return { version, nominee, choice, serial: hex(bytes.subarray(PADDING_AT)) };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
