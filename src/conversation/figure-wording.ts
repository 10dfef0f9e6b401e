import {
  type IndicatorFigure,
  type IndicatorForm,
  type IndicatorValue,
  UNIT,
  writeNumber,
} from '../domain/indicator.ts';
import type { Target } from '../domain/plan.ts';
import { type Say, say } from './text-key.ts';

// Figures of indicators, and what a target asks for, as texts to say.

/** A stored number: `1.250,5`. */
function numberSay(value: number): Say {
  const { whole, decimals } = writeNumber(value);
  return decimals === '' ? say('figure.whole', { whole }) : say('figure.decimal', { whole, decimals });
}

/** A figure as it was entered: `15/16 (93,75%)`, `92,5%`, `85,4 (năm trước 83,1)`, `có`. */
export function figureSay(form: IndicatorForm, figure: IndicatorFigure): Say {
  const { value, denominator, onTime, previous } = figure;
  if (form === 'yes_no') return say(value > 0 ? 'figure.yes' : 'figure.no');
  if (denominator !== null) {
    const params = { done: numberSay(value), given: numberSay(denominator), percent: percentSay(value, denominator) };
    return onTime === null ? say('figure.part', params) : say('figure.tasks', { ...params, onTime: numberSay(onTime) });
  }
  if (form === 'share' || form === 'tasks') return say('figure.percent', { percent: numberSay(value) });
  if (previous === null) return numberSay(value);
  return say('figure.compared', { value: numberSay(value), previous: numberSay(previous) });
}

// Hundredths of a percent, rounded down: 15/16 is 93,75.
function percentSay(value: number, denominator: number): Say {
  const hundredths = Math.floor((10_000 * (value / UNIT)) / (denominator / UNIT));
  return numberSay(hundredths * (UNIT / 100));
}

/** What a target asks for: `từ 90%`, `cao hơn năm trước`, `đạt`. */
export function wantedSay({ unit, comparator, figure }: Pick<Target, 'unit' | 'comparator' | 'figure'>): Say {
  if (unit === 'achieved') return say('figure.wanted.achieved');
  const direction = COMPARED[comparator];
  if (unit === 'previous_year') return say(`figure.wanted.previous.${direction}`);
  return say(`figure.wanted.${direction}`, {
    figure: unit === 'percent' ? say('figure.percent', { percent: String(figure ?? 0) }) : String(figure ?? 0),
  });
}

const COMPARED = { '>=': 'at_least', '>': 'above', '=': 'equal', '<=': 'at_most', '<': 'below' } as const;

/** At which review or on which day a figure was taken. */
export function takenSay({ round, asOf }: Pick<IndicatorValue, 'round' | 'asOf'>): Say {
  return say(`figure.taken.${round}`, { date: { as: 'day', date: asOf } });
}
