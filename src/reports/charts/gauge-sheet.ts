import { type Say, say } from '../../conversation/text-key.ts';
import { oneLine, tidy } from '../../lib/vietnamese.ts';
import type { TargetGauge, TargetGauges } from './data.ts';
import { headingOf, type Text } from './heading.ts';
import { roundedUp } from './scale.ts';
import type { GaugeSheet } from './sheet.ts';

/** Two columns of twelve: more would need more than one screen of scrolling on a phone. */
const MOST_GAUGES = 24;

const GOOD = { '>=': 'above', '>': 'above', '=': 'at', '<=': 'below', '<': 'below' } as const;

/** What a figure is, and the figure: registered or achieved. */
export function reachedSay({ basis, reached }: TargetGauge): Say | null {
  return reached === null ? null : say(`chart.basis.${basis}`, { reached });
}

/** Targets as gauges, in the plan's order. */
export function gaugeSheet(data: TargetGauges, text: Text): GaugeSheet {
  const { gauges } = data;
  const more = gauges.length - MOST_GAUGES;
  return {
    kind: 'targets',
    heading: headingOf(data, text),
    gauges: gauges.slice(0, MOST_GAUGES).map((gauge) => {
      const { unit, actual, comparator, met } = gauge;
      const reached = reachedSay(gauge);
      const goal = unit === 'achieved' ? 1 : gauge.goal;
      const end = endOf(unit, actual, goal);
      const on = (value: number | null) => (value === null ? null : Math.min(1, Math.max(0, value / end)));
      return {
        name: oneLine(tidy(gauge.text)),
        actual: on(actual),
        goal: on(goal),
        good: GOOD[comparator],
        ends: unit === 'achieved' ? ['', ''] : [text(figureSay(unit, 0)), text(figureSay(unit, end))],
        figure: actual === null ? '–' : text(unit === 'achieved' ? gauge.verdict : figureSay(unit, actual)),
        reached: reached === null ? '' : text(reached),
        wanted: text(say('chart.wanted', { wanted: gauge.wanted })),
        verdict: text(gauge.verdict),
        met,
      };
    }),
    note:
      gauges.length === 0
        ? text(say('chart.none_targets'))
        : more > 0
          ? text(say('chart.more_targets', { count: more }))
          : '',
  };
}

// The goal stands a little before the end of a scale of counts, so that what is beyond it can be seen.
function endOf(unit: TargetGauge['unit'], actual: number | null, goal: number | null): number {
  if (unit === 'achieved') return 1;
  const largest = Math.max(actual ?? 0, goal ?? 0);
  return unit === 'percent'
    ? Math.max(100, roundedUp(largest))
    : roundedUp(Math.max(actual ?? 0, 1.25 * (goal ?? 0), 1));
}

function figureSay(unit: 'percent' | 'count', value: number): Say {
  const number = say('chart.number', { value });
  return unit === 'percent' ? say('figure.percent', { percent: number }) : number;
}
