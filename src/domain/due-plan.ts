import type { EpochMs, IsoDate } from '../lib/clock.ts';
import { addDays, instantOf, localTime, weekdayOf } from '../lib/office-time.ts';
import { DUTY_KINDS, type DueKind, type Duty, dutyOf, MISFIRE } from './due-plan/kinds.ts';
import { reminderMoment } from './due-plan/moments.ts';
import { type PlannedRule, rulesOf } from './due-plan/rules.ts';
import type { Milestone, Plan } from './plan.ts';
import type { WorkCalendar } from './work-calendar.ts';
import { nextWorkingMoment } from './working-moment.ts';

/** Whose rows a wave has: a row for each of them, or one for the office as a whole. */
export type WaveAudience = 'all' | 'not_leaders' | 'heads' | 'secretary' | 'council' | 'office';

/** Rows that fall due together: the same for everybody they are for. */
export interface Wave {
  /** Names the wave in its plan, whatever moves it: `kind:date:milestone:slot`. */
  readonly code: string;
  readonly kind: DueKind;
  readonly audience: WaveAudience;
  /** Code of the milestone, empty where there is none. */
  readonly milestone: string;
  readonly dueAt: EpochMs;
  readonly expiresAt: EpochMs;
  /** The office's own words, where the wave has some. */
  readonly detail: string | null;
  /** Key of a row: `prefix` + member (`-` for the office) + `suffix`. */
  readonly prefix: string;
  readonly suffix: string;
}

/** A reminder that the secretary asked for. */
export interface ReminderOrder {
  readonly id: number;
  readonly text: string;
  readonly audience: WaveAudience;
  readonly dueAt: EpochMs;
}

/** What the secretary changed in the plan's own waves; `dueAt` null cancels one. */
export type WaveChanges = ReadonlyMap<string, { readonly dueAt: EpochMs | null }>;

export interface Planning {
  readonly plan: Plan;
  readonly calendar: WorkCalendar;
  readonly zone: string;
  readonly orders: readonly ReminderOrder[];
  readonly changes: WaveChanges;
}

/** Closings and other effects never expire. */
export const NEVER: EpochMs = Number.MAX_SAFE_INTEGER;

/** The final review is open for so long before the milestone that ends it: dossiers are written from it. */
const FINAL_REVIEW_OPEN_DAYS = 30;

/**
 * Everything of a plan that falls due, past or ahead: openings, reminders by rule, lists, closings and the weekly
 * digest of the campaign's year. Pure: the same plan, calendar and changes give the same waves with the same keys.
 */
export function planWaves(planning: Planning): readonly Wave[] {
  const { plan, orders, changes } = planning;
  const planned = [
    ...plan.milestones.flatMap((milestone) => milestoneWaves(planning, milestone)),
    ...digestWaves(planning),
  ];
  const waves = [...withoutDoubles(planned).flatMap((wave) => changed(wave, changes)), ...orderedWaves(plan, orders)];
  return waves.sort((left, right) => left.dueAt - right.dueAt);
}

/** Key of a wave's row for a person, or for the office. */
export function dueKey(wave: Wave, memberId: number | null): string {
  return `${wave.prefix}${memberId ?? '-'}${wave.suffix}`;
}

/** Beginning of the keys of all rows of a kind that one person has in a year. */
export function dueKeyPrefix(year: number, kind: DueKind, memberId: number): string {
  return `${year}:${kind}:${memberId}:`;
}

/** When a duty's window opens, and for which milestone; null where nothing opens. */
export function openingOf(
  plan: Plan,
  duty: Duty,
  zone: string,
): { readonly milestone: Milestone; readonly at: EpochMs } | null {
  if (duty === 'dossiers') return null;
  if (duty === 'final_review') {
    const milestone = plan.milestones.find(({ kind }) => kind === 'final_review');
    if (milestone === undefined) return null;
    const date = addDays(milestone.date, -FINAL_REVIEW_OPEN_DAYS);
    return { milestone, at: instantOf(date, '08:00', zone) };
  }
  const wanted = duty === 'registration' ? 'registration_opens' : 'preliminary_review_opens';
  const milestone = plan.milestones.find(({ kind }) => kind === wanted);
  return milestone === undefined ? null : { milestone, at: instantOf(milestone.date, milestone.time, zone) };
}

function milestoneWaves(planning: Planning, milestone: Milestone): readonly Wave[] {
  const duty = dutyOf(milestone.kind);
  const at = instantOf(milestone.date, milestone.time, planning.zone);
  return [
    ...(duty === null ? [] : openingWaves(planning, duty, at)),
    ...reminderWaves(planning, milestone, duty, at),
    ...(duty === null ? [] : closingWaves(planning, milestone, duty, at)),
  ];
}

function openingWaves({ plan, calendar, zone }: Planning, duty: Duty, closesAt: EpochMs): readonly Wave[] {
  const { opening: effect, opened } = DUTY_KINDS[duty];
  const opening = openingOf(plan, duty, zone);
  if (opened === null || opening === null) return [];
  const { date } = localTime(opening.at, zone);
  const common = { milestone: opening.milestone.code, date, slot: '' };
  const dueAt = nextWorkingMoment(calendar, opening.at, zone);
  const expiresAt = Math.min(dueAt + MISFIRE[opened].lasts, closesAt);
  return [
    ...(effect === null
      ? []
      : [wave(plan, { ...common, kind: effect, audience: 'office', dueAt: opening.at, expiresAt: NEVER })]),
    ...(dueAt < expiresAt ? [wave(plan, { ...common, kind: opened, audience: 'all', dueAt, expiresAt })] : []),
  ];
}

function closingWaves({ plan }: Planning, milestone: Milestone, duty: Duty, at: EpochMs): readonly Wave[] {
  const kind = DUTY_KINDS[duty].closed;
  if (kind === null) return [];
  const { code, date } = milestone;
  return [wave(plan, { kind, audience: 'office', milestone: code, date, slot: '', dueAt: at, expiresAt: NEVER })];
}

function reminderWaves(
  { plan, calendar, zone }: Planning,
  milestone: Milestone,
  duty: Duty | null,
  at: EpochMs,
): readonly Wave[] {
  const timed = rulesOf(plan, milestone)
    .map((rule) => {
      const date = addDays(milestone.date, -rule.daysBefore);
      return { rule, date, dueAt: reminderMoment(calendar, date, rule.time, zone) };
    })
    .filter(({ dueAt }) => dueAt < at)
    .sort((left, right) => left.dueAt - right.dueAt);
  return timed.map(({ rule, date, dueAt }, index) => {
    const kind = kindOf(rule, duty);
    // A reminder is true until the deadline, and the next one to the same people says the same.
    const next = timed.slice(index + 1).find((later) => later.rule.whom === rule.whom && later.dueAt > dueAt);
    const expiresAt = Math.min(at, next?.dueAt ?? at, dueAt + MISFIRE[kind].lasts);
    const last = next === undefined;
    const list = kind === 'division_list' || kind === 'secretary_list';
    return wave(plan, {
      kind,
      audience: audienceOf(rule, duty, last),
      milestone: milestone.code,
      date,
      // A list comes once a day; two reminders of one day are told apart.
      slot: list ? '' : `${rule.time.replace(':', '')}${rule.whom}`,
      dueAt,
      expiresAt,
      detail: rule.text,
    });
  });
}

function kindOf(rule: PlannedRule, duty: Duty | null): DueKind {
  if (duty === null) return 'custom_reminder';
  if (rule.whom === 'heads') return 'division_list';
  if (rule.whom === 'secretary') return 'secretary_list';
  return rule.whom === 'owing' ? DUTY_KINDS[duty].reminder : 'custom_reminder';
}

// Leaders hear of a duty when it opens and once more before it ends, and nothing in between.
function audienceOf(rule: PlannedRule, duty: Duty | null, last: boolean): WaveAudience {
  if (rule.whom !== 'owing') return rule.whom;
  return duty === null || last ? 'all' : 'not_leaders';
}

function digestWaves({ plan, calendar, zone }: Planning): readonly Wave[] {
  const waves: Wave[] = [];
  const last: IsoDate = `${plan.year}-12-31`;
  let date: IsoDate = `${plan.year}-01-01`;
  while (weekdayOf(date) !== plan.digest.weekday) date = addDays(date, 1);
  for (; date <= last; date = addDays(date, 7)) {
    const usual = instantOf(date, plan.digest.time, zone);
    const dueAt = nextWorkingMoment(calendar, usual, zone);
    const expiresAt = usual + MISFIRE.weekly_digest.lasts;
    // The digest of a week without a working day would come with the next one.
    if (localTime(dueAt, zone).date >= addDays(date, 7)) continue;
    waves.push(
      wave(plan, { kind: 'weekly_digest', audience: 'office', milestone: '', date, slot: '', dueAt, expiresAt }),
    );
  }
  return waves;
}

function orderedWaves(plan: Plan, orders: readonly ReminderOrder[]): readonly Wave[] {
  return orders.map(({ id, text, audience, dueAt }) => {
    const date = new Date(dueAt).toISOString().slice(0, 10);
    const expiresAt = dueAt + MISFIRE.custom_reminder.lasts;
    return wave(plan, {
      kind: 'custom_reminder',
      audience,
      milestone: '',
      date,
      slot: `order${id}`,
      dueAt,
      expiresAt,
      detail: text,
    });
  });
}

function wave(
  plan: Plan,
  parts: Pick<Wave, 'kind' | 'audience' | 'milestone' | 'dueAt' | 'expiresAt'> & {
    readonly date: IsoDate;
    readonly slot: string;
    readonly detail?: string | null;
  },
): Wave {
  const { kind, audience, milestone, date, slot, dueAt, expiresAt, detail = null } = parts;
  const suffix = `:${date}:${milestone}${slot === '' ? '' : `:${slot}`}`;
  const code = `${kind}${suffix}`;
  return { code, kind, audience, milestone, dueAt, expiresAt, detail, prefix: `${plan.year}:${kind}:`, suffix };
}

// Two rules that a day off moves to the same hour say the same: the one nearer to the deadline stays.
function withoutDoubles(waves: readonly Wave[]): readonly Wave[] {
  const places = new Map<string, Wave>();
  for (const candidate of waves) {
    const { kind, milestone, dueAt, detail } = candidate;
    const audience = candidate.audience === 'not_leaders' ? 'all' : candidate.audience;
    places.set(JSON.stringify([kind, milestone, dueAt, audience, detail]), candidate);
  }
  return [...places.values()];
}

function changed(planned: Wave, changes: WaveChanges): readonly Wave[] {
  const change = changes.get(planned.code);
  if (change === undefined) return [planned];
  const { dueAt } = change;
  // A moved wave stays as useful as it was, but not past what ends it.
  if (dueAt === null || dueAt >= planned.expiresAt) return [];
  return [{ ...planned, dueAt }];
}
