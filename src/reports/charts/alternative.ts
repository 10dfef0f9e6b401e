import { type Say, say } from '../../conversation/text-key.ts';
import { unreachable } from '../../lib/result.ts';
import { progressSay } from './bar-sheet.ts';
import type { ChartData, DivisionBars, TargetGauges, YearLine } from './data.ts';
import { reachedSay } from './gauge-sheet.ts';
import { dateSay, titleSay } from './heading.ts';

/** Everything that a picture shows, for those who cannot see it and where it does not arrive: its title first. */
export function alternativeTo(data: ChartData): readonly Say[] {
  return [
    say('chart.text.heading', { title: titleSay(data), agency: data.agency, date: dateSay(data) }),
    ...linesOf(data),
  ];
}

function linesOf(data: ChartData): readonly Say[] {
  switch (data.kind) {
    case 'divisions':
      return divisionLines(data);
    case 'targets':
      return targetLines(data);
    case 'year':
      return yearLines(data);
    default:
      return unreachable(data);
  }
}

function divisionLines({ divisions }: DivisionBars): readonly Say[] {
  if (divisions.length === 0) return [say('chart.none_divisions')];
  return divisions.map((division) => {
    const { name, confirmed, accepted } = division;
    const params = { name, figures: progressSay(division), confirmed };
    return accepted === null
      ? say('chart.text.review', params)
      : say('chart.text.registration', { ...params, accepted });
  });
}

function targetLines({ gauges }: TargetGauges): readonly Say[] {
  if (gauges.length === 0) return [say('chart.none_targets')];
  return gauges.map((gauge) => {
    const { text, wanted, verdict: mark } = gauge;
    const reached = reachedSay(gauge);
    return reached === null
      ? say('targets.result_unknown', { text, wanted, mark })
      : say('targets.result', { text, wanted, mark, actual: reached });
  });
}

// A week in which nobody registered says what the one before it said.
function yearLines({ weeks, people, milestones }: YearLine): readonly Say[] {
  const moved = weeks.filter(({ registered }, index) => registered !== (weeks[index - 1]?.registered ?? 0));
  return [
    say('chart.all', { people }),
    ...(moved.length === 0 ? [say('chart.none_weeks')] : []),
    ...moved.map(({ date, registered }) => say('chart.text.week', { date: { as: 'day', date }, registered })),
    ...(milestones.length === 0 ? [] : [say('chart.text.milestones')]),
    ...milestones.map(({ date, name }) => say('chart.text.milestone', { date: { as: 'day', date }, name })),
  ];
}
