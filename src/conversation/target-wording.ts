import type { Target } from '../domain/plan.ts';
import type { Measured, TargetStanding } from '../domain/standings/view.ts';
import type { Assessment } from '../domain/target.ts';
import { figureSay, wantedSay } from './figure-wording.ts';
import { type Say, say } from './text-key.ts';

// Targets of the plan against what is registered and what was achieved, as texts to say.

/** The plan's sentence, without the full stop that figures follow. */
export function sentence(text: string): string {
  return text.replace(/[.;]$/, '');
}

/** What is registered towards a target, what its figure means, and how it stands. */
export function registeredLine({ target, registered }: TargetStanding, text = sentence(target.text)): Say {
  if (registered === null) return say('targets.result_unknown', unknown(target, text));
  const { assessment } = registered;
  const params = { text, count: countSay(registered), nature: natureSay(target, assessment) };
  if (!isJudged(registered)) return say('targets.line_unknown', params);
  return say('targets.line', { ...params, mark: markSay(registered) });
}

/** What was achieved: the entered figure, or what was counted, against what the plan asks for. */
export function achievedLine(standing: TargetStanding, text = sentence(standing.target.text)): Say {
  const { target, achieved } = standing;
  if (achieved === null) return say('targets.result_unknown', unknown(target, text));
  const params = { text, actual: actualSay(standing, achieved), mark: markSay(achieved) };
  // 0 of 2 reach a share of 15 % that is rounded down: the number says why.
  if (target.ceiling) return ceilingLine(params, natureSay(target, achieved.assessment), isJudged(achieved));
  return say('targets.result', { ...params, wanted: wantedSay(target) });
}

function ceilingLine({ mark, ...params }: { text: string; actual: Say; mark: Say }, nature: Say, judged: boolean): Say {
  if (!judged) return say('targets.result_ceiling_unjudged', { ...params, nature });
  return say('targets.result_ceiling', { ...params, nature, mark });
}

/** Whether anything can be said of how a count stands: a division has no ceiling of its own. */
function isJudged({ assessment: { met, aboveCeiling } }: Measured): boolean {
  return met !== null || aboveCeiling;
}

/** The years of a target that must hold in each of them; nothing where none is recorded. */
export function yearLines({ years }: TargetStanding): readonly Say[] {
  if (years.length === 0) return [];
  const list = years.map((one) =>
    say('targets.year', { year: String(one.year), count: countSay(one), mark: markSay(one) }),
  );
  return [say('targets.years', { years: { list, join: 'semicolon' } })];
}

function unknown(target: Target, text: string) {
  return { text, wanted: wantedSay(target), mark: say('targets.mark.unknown') };
}

/** What was achieved: the figure as it was entered, or what was counted. */
export function actualSay({ need, value }: TargetStanding, achieved: Measured): Say {
  if (need !== null && value?.figure != null) return figureSay(need.form, value.figure);
  return countSay(achieved);
}

function countSay({ count, base, assessment }: Measured): Say {
  if (base === null) return say('figure.whole', { whole: count });
  if (assessment.actualHundredths === null) return say('targets.result_share', { count, base });
  return say('targets.share', { count, base, percent: percentSay(assessment.actualHundredths) });
}

// A goal of 15 % is met by 6 of 33, which a ceiling of 15 % forbids: which of the two a figure is must be said.
function natureSay(target: Target, { ceiling, required }: Assessment): Say {
  if (target.ceiling && target.figure !== null) {
    const { figure } = target;
    return ceiling === null
      ? say('targets.nature.ceiling_of_office', { figure })
      : say('targets.nature.ceiling', { figure, ceiling });
  }
  const wanted = wantedSay(target);
  if (target.unit !== 'percent' || required === null) return say('targets.nature.goal', { wanted });
  return say('targets.nature.goal_required', { wanted, required });
}

/** How a count stands: reached, not reached, above the ceiling or below it. */
export function markSay({ count, assessment: { met, ceiling, aboveCeiling } }: Measured): Say {
  if (aboveCeiling) return say('targets.mark.above_ceiling', { over: count - (ceiling ?? 0) });
  if (met === null) return say('targets.mark.unknown');
  if (met) return say('targets.mark.met');
  return ceiling === null ? say('targets.mark.not_met') : say('targets.mark.below_ceiling', { left: ceiling - count });
}

/** Hundredths of a percent as `12,12`; the decimal mark is the language's. */
function percentSay(hundredths: number): Say {
  if (hundredths % 100 === 0) return say('figure.whole', { whole: hundredths / 100 });
  const rest = String(hundredths % 100).padStart(2, '0');
  return say('number.decimal', { whole: String(Math.floor(hundredths / 100)), decimals: rest });
}
