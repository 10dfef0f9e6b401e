import type { Milestone, Plan, ReminderAudience, ReminderRule } from '../plan.ts';
import { dutyOf } from './kinds.ts';

/** A rule as it is planned: nothing is left to be understood. */
export interface PlannedRule {
  readonly daysBefore: number;
  readonly time: string;
  readonly whom: ReminderAudience;
  /** The office's own words; null for the program's. */
  readonly text: string | null;
}

/** When an office that says nothing is reminded: the plan's own rule replaces it. */
const DEFAULT_TIME = '08:00';
const DEFAULT_DAYS: Readonly<Partial<Record<Milestone['kind'], readonly number[]>>> = {
  registration_closes: [7, 3, 1],
  preliminary_review_closes: [7, 3, 1],
  dossiers_due: [14, 7, 3],
  final_review: [7, 3, 1],
  custom: [1],
};

/** A person is reminded so often before the division's head gets a list. */
const REMINDED_BEFORE_A_LIST = 2;
/** Lists on one milestone that a head, or the secretary, ever gets. */
const MOST_LISTS = 3;

/**
 * What is planned before a milestone: the plan's rules or, where it has none, the usual ones; and above them the rungs
 * of the ladder, unless the plan sets its own. Nearer days come last.
 */
export function rulesOf(plan: Plan, milestone: Milestone): readonly PlannedRule[] {
  const written = plan.reminders.filter((rule) => rule.milestone === milestone.code);
  const owed = dutyOf(milestone.kind) !== null;
  const rules = (written.length > 0 ? written : usual(milestone)).map((rule): PlannedRule => {
    const { daysBefore, time, whom, text } = rule;
    return { daysBefore, time, whom: whom ?? (owed ? 'owing' : 'all'), text: text ?? null };
  });
  const all = owed ? [...rules, ...rungs(rules, written)] : rules;
  return limited(all, owed).sort((left, right) => right.daysBefore - left.daysBefore);
}

function usual(milestone: Milestone): readonly ReminderRule[] {
  const days = DEFAULT_DAYS[milestone.kind] ?? [];
  return days.map((daysBefore) => ({ milestone: milestone.code, daysBefore, time: DEFAULT_TIME }));
}

function rungs(rules: readonly PlannedRule[], written: readonly ReminderRule[]): readonly PlannedRule[] {
  const own = written.flatMap(({ escalation }) => (escalation === undefined ? [] : [escalation]));
  const time = rules[0]?.time ?? DEFAULT_TIME;
  const rung = (whom: ReminderAudience) => (daysBefore: number) => ({ daysBefore, time, whom, text: null });
  if (own.length > 0) {
    return own.flatMap(({ heads, secretary }) => [...heads.map(rung('heads')), ...secretary.map(rung('secretary'))]);
  }
  const listed = new Set(rules.map(({ whom }) => whom));
  const days = [...new Set(rules.filter(({ whom }) => whom === 'owing').map((rule) => rule.daysBefore))].sort(
    (left, right) => right - left,
  );
  const last = days.at(-1);
  if (last === undefined || days.length < 2) return [];
  const after = days.slice(Math.min(REMINDED_BEFORE_A_LIST, days.length - 1));
  return [
    ...(listed.has('heads') ? [] : after.map(rung('heads'))),
    ...(listed.has('secretary') ? [] : [last].map(rung('secretary'))),
  ];
}

// Whoever gets lists gets one a day, and the last ones: those before it came too early to matter.
function limited(rules: readonly PlannedRule[], owed: boolean): PlannedRule[] {
  if (!owed) return [...rules];
  const isList = ({ whom }: PlannedRule) => whom === 'heads' || whom === 'secretary';
  const lists = (['heads', 'secretary'] as const).flatMap((whom) => {
    const byDay = new Map(rules.filter((rule) => rule.whom === whom).map((rule) => [rule.daysBefore, rule]));
    return [...byDay.values()].sort((left, right) => left.daysBefore - right.daysBefore).slice(0, MOST_LISTS);
  });
  return [...rules.filter((rule) => !isList(rule)), ...lists];
}
