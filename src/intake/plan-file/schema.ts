import * as z from 'zod';
import { MILESTONE_KINDS, REMINDER_AUDIENCES } from '../../domain/plan.ts';
import { RULE_SET_IDS } from '../../domain/rule-set.ts';
import { AWARD_FORMS, COLLECTIVE_TITLES, INDIVIDUAL_TITLES, INITIATIVE_LEVELS } from '../../domain/title.ts';
import {
  checked,
  code,
  comparison,
  date,
  fraction,
  moment,
  name,
  paragraph,
  period,
  time,
} from '../yaml-file/fields.ts';

const title = z.enum([...INDIVIDUAL_TITLES, ...COLLECTIVE_TITLES]);

function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).max(300);
}

const planItem = z.strictObject({ code, text: paragraph });

/** What a target counts: exactly one of the keys beside `holder`. */
const measure = z.strictObject({
  title: title.optional(),
  award: z.enum(AWARD_FORMS).optional(),
  initiative: z.enum(INITIATIVE_LEVELS).optional(),
  grading: z.enum(['excellent', 'good']).optional(),
  discipline: z.enum(['reprimand', 'warning']).optional(),
  exemplar: z.literal('recognised').optional(),
  indicator: code.optional(),
  holder: z.enum(['individual', 'agency']).optional(),
});

const target = z.strictObject({
  code,
  section: name,
  period: checked('bad_period', (text) => period(text) !== null).optional(),
  yearly: z.boolean().optional(),
  subject: z.enum(['individual', 'collective', 'agency']),
  text: paragraph,
  measure,
  figure: checked('bad_figure', (text) => readFigure(text) !== null),
  base: z.enum(['staff', 'advanced_workers', 'divisions', 'assigned_tasks', 'planned_indicators']).optional(),
  base_stated: z.boolean().optional(),
  ceiling: z.boolean().optional(),
});

const votingRule = z.strictObject({
  title,
  method: z.enum(['secret_ballot', 'open_vote']),
  base: z.enum(['all_members', 'members_voting']),
  passes: checked('bad_fraction', (text) => readPassMark(text) !== null),
  quorum: checked('bad_fraction', (text) => fraction(text) !== null),
  recusal: z.enum(['votes_on_all', 'abstains_on_own']),
  grounds: paragraph,
});

const daysBefore = z.array(z.int().min(0).max(60)).max(20);

/** The whole plan file; the keys are described in docs/plan-format.md. */
export const planFileSchema = z.strictObject({
  format: z.literal(1),
  year: z.int().min(2018).max(2100),
  title: name,
  issued: z.strictObject({ number: name, date }).optional(),
  introduction: paragraph.optional(),
  agency: z.strictObject({
    name,
    short_name: name,
    parent_name: name,
    place: name,
    signer: z.strictObject({ post: name, name }),
    recipients: list(name),
  }),
  rule_set: z.enum(RULE_SET_IDS),
  divisions: list(z.strictObject({ code, name })).min(1),
  objectives: list(planItem).optional(),
  contents: list(planItem).optional(),
  targets: list(target),
  movements: list(z.strictObject({ code, name, launched_by: name })).optional(),
  documents: list(
    z.strictObject({ code, type: name, number: name, date, issuer: name, subject: paragraph }),
  ).optional(),
  milestones: list(
    z.strictObject({ code, kind: z.enum(MILESTONE_KINDS), name, at: moment, source: z.enum(['plan', 'example']) }),
  ),
  commitments: list(
    z.strictObject({
      code,
      text: paragraph,
      for: z.enum(['individual', 'collective', 'both']),
      movement: code.optional(),
    }),
  ),
  initiatives: z.strictObject({ forms: list(name), levels: list(z.enum(INITIATIVE_LEVELS)).min(1) }),
  measures: list(planItem).optional(),
  closing: paragraph.optional(),
  council: z.strictObject({ name, size: z.int().min(1).max(99) }),
  voting_rules: list(votingRule),
  reminders: list(
    z.strictObject({
      milestone: code,
      days_before: daysBefore.min(1),
      time,
      whom: z.enum(REMINDER_AUDIENCES).optional(),
      text: paragraph.optional(),
      escalation: z.strictObject({ heads: daysBefore, secretary: daysBefore }).optional(),
    }),
  ).optional(),
  digest: z.strictObject({ weekday: z.int().min(1).max(7), time }),
});

export type PlanFile = z.output<typeof planFileSchema>;

/** The top-level keys of a file that could be read by themselves; the others are in `unread`. */
export interface Sections {
  readonly read: Partial<PlanFile>;
  readonly unread: ReadonlySet<string>;
}

/** Reads each top-level key by itself, so that checks between sections still run when one section is wrong. */
export function readSections(data: object): Sections {
  const values = new Map<string, unknown>(Object.entries(data));
  const read: Record<string, unknown> = {};
  const unread = new Set<string>();
  for (const [key, schema] of Object.entries(planFileSchema.shape)) {
    const parsed = schema.safeParse(values.get(key));
    if (!parsed.success) unread.add(key);
    else if (parsed.data !== undefined) read[key] = parsed.data;
  }
  return { read, unread };
}

/** What `figure` says: `>= 15%`, `>= 1`, `= 0`, `> previous_year` or `achieved`; null when it says nothing known. */
export function readFigure(text: string) {
  if (text.trim() === 'achieved') return { comparator: '=', figure: null, unit: 'achieved' } as const;
  const { comparator, rest } = comparison(text) ?? {};
  if (comparator === undefined || rest === undefined) return null;
  if (rest === 'previous_year') return { comparator, figure: null, unit: 'previous_year' } as const;
  const [, digits, percent] = /^(\d{1,6})\s*(%?)$/.exec(rest) ?? [];
  if (digits === undefined) return null;
  const figure = Number(digits);
  if (percent === '') return { comparator, figure, unit: 'count' } as const;
  return figure <= 1000 ? ({ comparator, figure, unit: 'percent' } as const) : null;
}

/** What `passes` says: `>= 2/3` or `> 1/2`; null otherwise. */
export function readPassMark(text: string) {
  const { comparator, rest } = comparison(text) ?? {};
  const share = rest === undefined ? null : fraction(rest);
  if (share === null || (comparator !== '>=' && comparator !== '>')) return null;
  return { comparator, ...share };
}
