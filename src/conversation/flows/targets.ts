import { standings } from '../../app/standings.ts';
import { rightScope } from '../../domain/rights.ts';
import type { Standings, TargetStanding } from '../../domain/standings/view.ts';
import type { MemberContext } from '../context.ts';
import { achievedLine, registeredLine, yearLines } from '../target-wording.ts';
import { type Say, say } from '../text-key.ts';
import type { CommandChoice } from '../types.ts';
import { showingFlow } from './shown.ts';

/** So many targets without a figure are named; more are counted. */
const MISSING_NAMED = 5;
/** What stands behind the command for the targets of the whole period. */
const PERIOD = 'giaidoan';

/** Whether the person may read standings, and of which division only (null: of all). */
export function standingsScope({
  person,
}: Pick<MemberContext, 'person'>): { readonly divisionId: number | null } | null {
  return rightScope(person, 'read_standings');
}

/**
 * The plan's targets against what is registered and achieved, those of the year or of the whole period: of the office for
 * leaders and secretary, of the own division for a head.
 */
export const targetsFlow = showingFlow('targets', (context, args) => {
  const scope = standingsScope(context);
  const campaign = context.store.campaigns.current();
  if (scope === null) return { say: [say('error.not_allowed')] };
  if (campaign === null) return { say: [say('error.no_campaign')] };
  const horizon = args.trim() === PERIOD ? 'period' : 'year';
  const standing = standings(context, campaign, scope.divisionId);
  return { say: targetLines(standing, horizon), commands: buttons(standing, horizon) };
});

/** Targets of one horizon: what is registered, then what was achieved. */
function targetLines(standing: Standings, horizon: 'year' | 'period'): readonly Say[] {
  const targets = standing.targets.filter(({ target }) => target.horizon === horizon);
  const registered = targets.filter((one) => one.registered !== null);
  const results = targets.filter((one) => one.need !== null || one.registered === null || isTold(one));
  return [
    heading(standing, targets, horizon),
    ...registered.map((one) => registeredLine(one)),
    ...(registered.length === 0 ? [say('targets.none')] : []),
    ...(registered.some(({ nature }) => nature === 'ceiling') ? [say('targets.nature')] : []),
    ...(results.length === 0 ? [] : [say('dialogue.gap'), say('targets.results')]),
    ...resultLines(results),
  ];
}

function heading({ year, division }: Standings, targets: readonly TargetStanding[], horizon: 'year' | 'period'): Say {
  const place = division === null ? {} : { division: division.name };
  if (horizon === 'year') {
    return say(division === null ? 'targets.heading' : 'targets.heading_division', { year: String(year), ...place });
  }
  const { from, to } = period(targets, year);
  const years = { from: String(from), to: String(to), ...place };
  return division === null
    ? say('targets.heading_period', { ...years, year: String(year) })
    : say('targets.heading_period_division', years);
}

function period(targets: readonly TargetStanding[], year: number): { readonly from: number; readonly to: number } {
  return {
    from: Math.min(year, ...targets.map(({ target }) => target.from)),
    to: Math.max(year, ...targets.map(({ target }) => target.to)),
  };
}

// Most of a plan's targets have no figure for most of the year: naming them all would bury those that have one.
function resultLines(results: readonly TargetStanding[]): readonly Say[] {
  const missing = results.filter((one) => !isTold(one));
  const shown = missing.length <= MISSING_NAMED ? results : results.filter(isTold);
  return [
    ...shown.flatMap((one) => [achievedLine(one), ...yearLines(one)]),
    ...(shown.length === results.length ? [] : [say('targets.results_missing', { count: missing.length })]),
  ];
}

/** Whether anything is recorded, of this year or of an earlier one that counts. */
function isTold({ achieved, years }: TargetStanding): boolean {
  return achieved !== null || years.length > 0;
}

function buttons({ year, targets }: Standings, shown: 'year' | 'period'): readonly CommandChoice[] {
  const others = targets.filter(({ target }) => target.horizon !== shown);
  if (others.length === 0) return [];
  if (shown === 'period') {
    return [{ command: 'chitieu', label: say('targets.this_year', { year: String(year) }) }];
  }
  const { from, to } = period(others, year);
  return [{ command: `chitieu ${PERIOD}`, label: say('targets.period', { from: String(from), to: String(to) }) }];
}
