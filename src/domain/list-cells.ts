import { err, ok, type Result } from '../lib/result.ts';
import { lengthInCharacters } from '../lib/vietnamese.ts';
import type { TermIndex } from './match-key.ts';

/** Makes a cell one line of NFC text without invisible characters. */
function cleanCell(raw: string): string {
  return raw
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/\p{Default_Ignorable_Code_Point}|\p{Cs}|\p{Co}/gu, '')
    .normalize('NFC')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Whether a cell shows the error of a formula instead of a value. */
export function isCellError(text: string): boolean {
  return /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|SPILL!|CALC!)$/.test(text);
}

/** Takes away what makes a spreadsheet read a text as a formula (`=`, `+`, `-`, `@`), and a list's dash. */
function withoutFormulaStart(text: string): string {
  return text.replace(/^[\s=+\-@'＝＋－＠]+/u, '');
}

/** What is wrong with a cell's text. */
export type CellProblem =
  | { readonly code: 'cell_error'; readonly params: { readonly value: string } }
  | { readonly code: 'too_long'; readonly params: { readonly length: number; readonly limit: number } };

/** The clean text of a cell of at most `limit` characters; `signed` keeps a leading plus, as of a phone number. */
export function readCell(raw: string, limit: number, signed = false): Result<string, CellProblem> {
  if (isCellError(raw)) return err({ code: 'cell_error', params: { value: raw } });
  const clean = signed ? cleanCell(raw).replace(/^'/, '') : withoutFormulaStart(cleanCell(raw));
  const length = lengthInCharacters(clean);
  return length <= limit ? ok(clean) : err({ code: 'too_long', params: { length, limit } });
}

/** A term in a cell: null when it is empty, undefined when the list has no such column or the word is none. */
export function readTerm<T extends string>(
  cell: string | undefined,
  terms: TermIndex<T>,
  refuse: (params: { readonly value: string; readonly accepted: string }) => void,
): T | null | undefined {
  if (cell === undefined) return undefined;
  if (cell === '') return null;
  const term = terms.find(cell);
  if (term === null) refuse({ value: cell, accepted: terms.accepted });
  return term;
}
