import * as z from 'zod';
import { AUDIT_AREAS } from '../../domain/audit.ts';
import { INDICATOR_ROUNDS } from '../../domain/indicator.ts';

// What the secretary's dialogue keeps of an entry until it is complete, and of what it looks for.

const number = z.number().int();

/** A figure of the agency or a division. */
export const figureEntry = z.object({
  page: number,
  code: z.string(),
  /** 0 for the agency. */
  divisionId: number,
  round: z.enum(INDICATOR_ROUNDS),
  asOf: z.string(),
  figure: z
    .object({ value: number, denominator: number.nullable(), onTime: number.nullable(), previous: number.nullable() })
    .nullable(),
  source: z.string(),
});

export const NO_FIGURE: z.infer<typeof figureEntry> = {
  page: 0,
  code: '',
  divisionId: 0,
  round: 'interim',
  asOf: '',
  figure: null,
  source: '',
};

/** A result of a year, or a disciplinary measure. */
export const resultEntry = z.object({
  page: number,
  of: z.enum(['person', 'division', 'agency']),
  memberId: number,
  divisionId: number,
  year: number,
  /** Kind and code as the choice named them: `title:advanced_worker`. */
  what: z.string(),
  name: z.string(),
  number: z.string(),
  date: z.string(),
  /** The record that is to be cancelled, as `result:1` or `discipline:1`. */
  record: z.string(),
});

export const NO_RESULT: z.infer<typeof resultEntry> = {
  page: 0,
  of: 'person',
  memberId: 0,
  divisionId: 0,
  year: 0,
  what: '',
  name: '',
  number: '',
  date: '',
  record: '',
};

/** What of the log is shown. */
export const auditFilter = z.object({
  /** Only entries before this number; 0 for the newest. */
  before: number,
  /** Of whom, 0 for everybody. */
  memberId: number,
  area: z.enum(AUDIT_AREAS).nullable(),
});

export const NO_FILTER: z.infer<typeof auditFilter> = { before: 0, memberId: 0, area: null };
