import type { EpochMs } from '../../lib/clock.ts';
import { sha256Hex } from '../../lib/ids.ts';
import type { Election } from './election.ts';

/** First line of the text; another one when the text is made in another way. */
const FORMAT = 'thidua-election/1';

/**
 * The text that stands for a frozen election: one line a fact, fields apart by tabs, in the same order however the
 * election's lists were. Two elections have the same text only if they say the same, but for letters written in two ways
 * (NFC). `sha256sum` over its UTF-8 bytes gives the fingerprint.
 */
export function canonicalText(election: Election): string {
  const { year, name, council, window, casting, custody } = election;
  const lines = [
    line(FORMAT),
    line('year', year),
    line('name', name),
    line('council', council),
    line('window', instant(window.from), instant(window.until)),
    line('casting', casting),
    line('custody', custody.by, ...(custody.by === 'tellers' ? [custody.needed] : [])),
    ...sorted(
      custody.by === 'tellers' ? custody.tellers.map((teller) => line('teller', teller.code, teller.name)) : [],
    ),
    ...sorted(election.roll.map((member) => line('member', member.code, member.post, member.way, member.name))),
    ...sorted(election.rules.map(ruleLine)),
    ...sorted(
      election.nominees.map(({ number, title, code, name, division }) =>
        line('nominee', number, title, code, name, division),
      ),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function ruleLine({ voting, places }: Election['rules'][number]): string {
  const { title, method, base, numerator, denominator, comparator, quorum, recusal, grounds } = voting;
  const share = [comparator, numerator, denominator];
  const present = [quorum.numerator, quorum.denominator];
  return line('rule', title, method, base, ...share, ...present, recusal, places ?? 'uncapped', grounds);
}

function line(...fields: readonly (string | number)[]): string {
  return fields.map((field) => (typeof field === 'number' ? String(field) : escaped(field))).join('\t');
}

// Backslashes, controls (tab and line end among them), marks that turn or hide letters, and halves of surrogate pairs,
// which UTF-8 cannot tell apart.
const HIDDEN = /[\\\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

function escaped(text: string): string {
  return text.normalize('NFC').replace(HIDDEN, (sign) => `\\{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}

function instant(at: EpochMs): string {
  return new Date(at).toISOString();
}

// Escaped lines hold ASCII signs between fields only, and their order by code unit depends on no locale.
function sorted(lines: readonly string[]): readonly string[] {
  return lines.toSorted();
}

/** What identifies a frozen election to people and in the minutes. */
export interface Fingerprint {
  /** SHA-256 of the canonical text, 64 hex digits; printed in the minutes. */
  readonly full: string;
  /** For people to compare: its first 100 bits as four groups of five signs. */
  readonly short: string;
}

/** The fingerprint of a frozen election. */
export function fingerprintOf(election: Election): Fingerprint {
  const full = sha256Hex(canonicalText(election));
  return { full, short: shortForm(full) };
}

// Crockford's base 32: no I, L, O and U, which are misread from paper. 100 bits, because whoever may write the election
// could search for two with the same short form: with 64 bits that takes minutes.
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SHORT_BITS = 100;

function shortForm(full: string): string {
  const bits = Array.from(full, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  const signs = bits.slice(0, SHORT_BITS).replace(/.{5}/g, (five) => SIGNS.charAt(Number.parseInt(five, 2)));
  return signs.replace(/.{5}(?=.)/g, '$&-');
}
