import { registeredAgainstTargets, type TargetStanding } from '../../app/standings.ts';
import { holds } from '../../domain/person.ts';
import type { MemberContext } from '../context.ts';
import { type Say, say } from '../text-key.ts';
import { showingFlow } from './shown.ts';

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
  const standings = registeredAgainstTargets(context, campaign, scope.divisionId).filter(
    ({ target }) => target.from <= campaign.year && campaign.year <= target.to,
  );
  const known = standings.filter((standing) => standing.assessment !== null);
  const later = standings.length - known.length;
  return {
    say: [
      scope.divisionId === null
        ? say('targets.heading', { year: String(campaign.year) })
        : say('targets.heading_division', { year: String(campaign.year), division: context.person.divisionName }),
      ...known.map((standing) => standingLine(standing, scope.divisionId === null)),
      ...(later === 0 ? [] : [say('targets.later', { count: later })]),
    ],
  };
});

// A ceiling is the office's: against one division's people it says nothing.
function standingLine({ target, registered, base, assessment }: TargetStanding, wholeOffice: boolean): Say {
  const params = {
    // The plan's sentences end with a full stop; here the figures follow.
    text: target.text.replace(/[.;]$/, ''),
    registered: registered ?? 0,
    base: base ?? 0,
    mark: markOf(assessment),
    percent: percentOf(assessment?.actualHundredths ?? 0),
    ceiling: assessment?.ceiling ?? 0,
  };
  if (wholeOffice && assessment?.aboveCeiling === true) return say('targets.line_above_ceiling', params);
  return say(assessment?.actualHundredths == null ? 'targets.line_count' : 'targets.line_share', params);
}

function markOf(assessment: TargetStanding['assessment']): Say {
  if (assessment === null || assessment.met === null) return say('targets.mark.unknown');
  return say(assessment.met ? 'targets.mark.met' : 'targets.mark.not_met');
}

/** Hundredths of a percent as `12,12`; the decimal mark is the language's. */
function percentOf(hundredths: number): Say {
  const rest = String(hundredths % 100).padStart(2, '0');
  return say('number.decimal', { whole: String(Math.floor(hundredths / 100)), decimals: rest });
}
