import { DAY, HOUR } from '../lib/clock.ts';
import { type Randomness, sha256Hex } from '../lib/ids.ts';
import { asLatinCapitals } from '../lib/lookalikes.ts';

// No 0/O, 1/I/L: codes are read from paper and typed on small keyboards.
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 8;
/** A code with whatever stands between its letters, in UTF-16 units. */
const LONGEST_TYPED = 100;
// Every code has a digit: `phe duyet` and other words of eight letters are never taken for one.
const DIGIT = /[2-9]/;

/** How long a one-time code can be used. */
export const INVITE_VALIDITY_MS = 14 * DAY;

/** Wrong codes that one chat account may try within `ATTEMPT_WINDOW_MS`. */
export const MOST_ATTEMPTS = 5;
/**
 * Wrong codes of all accounts together within `ATTEMPT_WINDOW_MS`: more than a province mistypes in an hour, and so few
 * that accounts made for guessing stay without a chance (docs/security.md reckons it).
 */
export const MOST_ATTEMPTS_OVERALL = 500;
export const ATTEMPT_WINDOW_MS = HOUR;

/** A fresh one-time code as it is printed: `ABCD-2345`. */
export function newInviteCode(random: Randomness): string {
  let code = '';
  while (!DIGIT.test(code)) {
    code = '';
    for (let index = 0; index < LENGTH; index += 1) code += ALPHABET[random.below(ALPHABET.length)];
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** A code as the slip prints it, with words before or after it: the slip's own line is copied whole. */
const PRINTED = /(?<![\p{L}\p{M}\p{Pd}\d])[A-Z\d]{4}\p{Pd}[A-Z\d]{4}(?![\p{L}\p{M}\p{Pd}\d])/gu;

/**
 * What was typed as a code in its stored form, or null when it cannot be one. Case, width, spaces, dashes and lookalike
 * letters of other alphabets do not matter; words around it do not where it is typed as printed.
 */
export function normaliseInviteCode(typed: string): string | null {
  if (typed.length > LONGEST_TYPED) return null;
  const capitals = asLatinCapitals(typed);
  const [printed, another] = capitals.match(PRINTED) ?? [];
  return codeIn(capitals) ?? (printed === undefined || another !== undefined ? null : codeIn(printed));
}

function codeIn(capitals: string): string | null {
  const code = capitals.replace(/[\s\p{Pd}.\p{Default_Ignorable_Code_Point}]/gu, '');
  if (code.length !== LENGTH || !DIGIT.test(code)) return null;
  for (const letter of code) if (!ALPHABET.includes(letter)) return null;
  return code;
}

/** Whether somebody meant to type a code, complete or not: 6–12 letters, digits and dashes in one piece, some of each. */
export function isCodeLike(typed: string): boolean {
  const text = typed.trim();
  return /^[a-z\d\-–—.]{6,12}$/i.test(text) && /[a-z]/i.test(text) && /[\d\-–—]/.test(text);
}

/** What the database keeps of a code. */
export function hashInviteCode(normalised: string): string {
  return sha256Hex(`invite:${normalised}`);
}
