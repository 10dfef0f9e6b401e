import type { Plan, ReminderRule } from './plan.ts';

/** Parts of a plan that changes are listed under. */
export type PlanSection =
  | 'plan'
  | 'agency'
  | 'divisions'
  | 'objectives'
  | 'contents'
  | 'targets'
  | 'movements'
  | 'documents'
  | 'milestones'
  | 'commitments'
  | 'initiatives'
  | 'measures'
  | 'council'
  | 'voting_rules'
  | 'reminders'
  | 'digest';

export type PlanValue = string | number | boolean | null;

/**
 * One difference. `code` names the entry (a title for voting rules, milestone, days and time for reminders) and is empty
 * for sections without entries; `field` is a dotted path (`denominator.base`), lists of words come as one line each.
 */
export type PlanChange =
  | { readonly section: PlanSection; readonly code: string; readonly change: 'added' | 'removed' }
  /** Entries that were there stand in another order; `code` is empty. */
  | { readonly section: PlanSection; readonly code: string; readonly change: 'reordered' }
  | {
      readonly section: PlanSection;
      readonly code: string;
      readonly change: 'changed';
      readonly field: string;
      readonly before: PlanValue;
      readonly after: PlanValue;
    };

/** What importing `incoming` over `stored` changes. People see entries in the order of the file, so it counts. */
export function diffPlans(stored: Plan | null, incoming: Plan): readonly PlanChange[] {
  const before = stored === null ? new Map<PlanSection, Entries>() : sectionsOf(stored);
  return [...sectionsOf(incoming)].flatMap(([section, entries]) =>
    diffEntries(section, before.get(section) ?? new Map(), entries),
  );
}

/** Entries of a section by their code. */
type Entries = ReadonlyMap<string, object>;

function sectionsOf(plan: Plan): ReadonlyMap<PlanSection, Entries> {
  const { year, title, issued, introduction, ruleSet, closing } = plan;
  return new Map<PlanSection, Entries>([
    ['plan', single({ year, title, issued: issued ?? { number: null, date: null }, introduction, ruleSet, closing })],
    ['agency', single(plan.agency)],
    ['divisions', byCode(plan.divisions)],
    ['objectives', byCode(plan.objectives)],
    ['contents', byCode(plan.contents)],
    ['targets', byCode(plan.targets)],
    ['movements', byCode(plan.movements)],
    ['documents', byCode(plan.documents)],
    ['milestones', byCode(plan.milestones)],
    ['commitments', byCode(plan.commitments)],
    ['initiatives', single(plan.initiatives)],
    ['measures', byCode(plan.measures)],
    ['council', single(plan.council)],
    ['voting_rules', new Map(plan.votingRules.map((rule) => [rule.title, rule]))],
    ['reminders', new Map(plan.reminders.map((rule) => [reminderCode(rule), rule]))],
    ['digest', single(plan.digest)],
  ]);
}

function single(entry: object): Entries {
  return new Map([['', entry]]);
}

function byCode(entries: readonly { readonly code: string }[]): Entries {
  return new Map(entries.map((entry) => [entry.code, entry]));
}

function reminderCode({ milestone, daysBefore, time, whom }: ReminderRule): string {
  return `${milestone}-${daysBefore} ${time}${whom === undefined ? '' : ` ${whom}`}`;
}

function diffEntries(section: PlanSection, before: Entries, after: Entries): readonly PlanChange[] {
  const changes: PlanChange[] = [];
  for (const [code, entry] of after) {
    const old = before.get(code);
    if (old === undefined) changes.push({ section, code, change: 'added' });
    else changes.push(...diffFields(section, code, old, entry));
  }
  for (const code of before.keys()) {
    if (!after.has(code)) changes.push({ section, code, change: 'removed' });
  }
  const staying = [...before.keys()].filter((code) => after.has(code));
  const now = [...after.keys()].filter((code) => before.has(code));
  if (staying.some((code, index) => code !== now[index])) changes.push({ section, code: '', change: 'reordered' });
  return changes;
}

function diffFields(section: PlanSection, code: string, old: object, entry: object): readonly PlanChange[] {
  const [was, is] = [fieldsOf(old), fieldsOf(entry)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field): readonly PlanChange[] => {
    const before = was.get(field) ?? null;
    const after = is.get(field) ?? null;
    return before === after ? [] : [{ section, code, change: 'changed', field, before, after }];
  });
}

function fieldsOf(entry: object, prefix = ''): ReadonlyMap<string, PlanValue> {
  const fields = new Map<string, PlanValue>();
  for (const [key, value] of Object.entries(entry)) {
    const field = `${prefix}${key}`;
    if (Array.isArray(value)) fields.set(field, value.map(String).join('\n'));
    else if (typeof value === 'object' && value !== null) {
      for (const [inner, nested] of fieldsOf(value, `${field}.`)) fields.set(inner, nested);
    } else if (isPlanValue(value)) fields.set(field, value);
  }
  return fields;
}

function isPlanValue(value: unknown): value is PlanValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
