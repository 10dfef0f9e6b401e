import { registeredAgainstTargets, type TargetStanding } from '../../app/standings.ts';
import { type TargetResult, targetResults } from '../../app/target-results.ts';
import { holds } from '../../domain/person.ts';
import type { Assessment } from '../../domain/target.ts';
import type { MemberContext } from '../context.ts';
import { figureSay, wantedSay } from '../figure-wording.ts';
import { type Say, say } from '../text-key.ts';
import { sentence } from './manage-indicators.ts';
import { showingFlow } from './shown.ts';

/** So many targets without a figure are named; more are counted. */
const MISSING_NAMED = 5;

/** Whether the person may read standings, and of which division only (null: of all). */
export function standingsScope(context: MemberContext): { readonly divisionId: number | null } | null {
  const { person } = context;
  if (holds(person, 'leader') || holds(person, 'secretary')) return { divisionId: null };
  return holds(person, 'head') ? { divisionId: person.divisionId } : null;
}

/** The plan's targets against what is registered: the whole office for leaders and secretary, a head's own division. */
export const targetsFlow = showingFlow('targets', (context) => {
  const scope = standingsScope(context);
  const campaign = context.store.campaigns.current();
  if (scope === null) return { say: [say('error.not_allowed')] };
  if (campaign === null) return { say: [say('error.no_campaign')] };
  const known = registeredAgainstTargets(context, campaign, scope.divisionId).filter(
    ({ target, assessment }) => assessment !== null && target.from <= campaign.year && campaign.year <= target.to,
  );
  const results = targetResults(context, campaign, scope.divisionId);
  return {
    say: [
      scope.divisionId === null
        ? say('targets.heading', { year: String(campaign.year) })
        : say('targets.heading_division', { year: String(campaign.year), division: context.person.divisionName }),
      ...known.map((standing) => standingLine(standing, scope.divisionId === null)),
      ...(results.length === 0 ? [] : [say('dialogue.gap'), say('targets.results')]),
      ...resultLines(results),
    ],
  };
});

// Most of a plan's targets have no figure for most of the year: naming them all would bury those that have one.
function resultLines(results: readonly TargetResult[]): readonly Say[] {
  const missing = results.filter(({ assessment }) => assessment === null);
  if (missing.length <= MISSING_NAMED) return results.map(resultLine);
  const recorded = results.filter(({ assessment }) => assessment !== null);
  return [...recorded.map(resultLine), say('targets.results_missing', { count: missing.length })];
}

// A ceiling is the office's: against one division's people it says nothing.
function standingLine({ target, registered, base, assessment }: TargetStanding, wholeOffice: boolean): Say {
  const params = {
    text: sentence(target.text),
    registered: registered ?? 0,
    base: base ?? 0,
    mark: markOf(assessment),
    percent: percentOf(assessment?.actualHundredths ?? 0),
    ceiling: assessment?.ceiling ?? 0,
  };
  if (wholeOffice && assessment?.aboveCeiling === true) return say('targets.line_above_ceiling', params);
  return say(assessment?.actualHundredths == null ? 'targets.line_count' : 'targets.line_share', params);
}

/** What was achieved: the entered figure, or what was counted, against what the plan asks for. */
function resultLine(result: TargetResult): Say {
  const { target, value, need, count, base, assessment } = result;
  const params = { text: sentence(target.text), wanted: wantedSay(target), mark: markOf(assessment) };
  if (value?.figure != null && need !== null) {
    return say('targets.result', { ...params, actual: figureSay(need.form, value.figure) });
  }
  if (assessment === null || count === null) return say('targets.result_unknown', params);
  const actual = base === null ? String(count) : say('targets.result_share', { count, base });
  return say('targets.result', { ...params, actual });
}

function markOf(assessment: Assessment | null): Say {
  if (assessment === null || assessment.met === null) return say('targets.mark.unknown');
  return say(assessment.met ? 'targets.mark.met' : 'targets.mark.not_met');
}

/** Hundredths of a percent as `12,12`; the decimal mark is the language's. */
function percentOf(hundredths: number): Say {
  const rest = String(hundredths % 100).padStart(2, '0');
  return say('number.decimal', { whole: String(Math.floor(hundredths / 100)), decimals: rest });
}
