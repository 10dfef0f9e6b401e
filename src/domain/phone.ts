/** Mobile numbers since the change of 2018 (03, 05, 07, 08, 09 and eight digits) and fixed lines (02 and nine digits). */
const NATIONAL = /^(?:[35789]\d{8}|2\d{9})$/;

/**
 * A phone number as E.164 (`+84905123456`), null when it is none. Takes Vietnamese numbers with or without the
 * leading 0, which spreadsheets drop, and international ones with `+` or `00`; spaces, dots and dashes are ignored.
 */
export function normalisePhone(text: string): string | null {
  const digits = text.replace(/[\s.\-()]/g, '');
  const vietnamese = /^(?:\+84|0084|84|0)?(\d+)$/.exec(digits)?.[1]?.replace(/^0/, '') ?? '';
  if (NATIONAL.test(vietnamese)) return `+84${vietnamese}`;
  const foreign = /^(?:\+|00)([1-9]\d{7,14})$/.exec(digits)?.[1] ?? '';
  return foreign === '' || foreign.startsWith('84') ? null : `+${foreign}`;
}
