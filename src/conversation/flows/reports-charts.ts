import { CHART_CHOICES, type ChartChoice } from '../../app/picture-request.ts';
import type { IsoDate } from '../../lib/clock.ts';
import type { MemberContext } from '../context.ts';
import { again, rewind } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import { enqueue } from './enqueue.ts';
import type { ReportsStep } from './reports-state.ts';

/** Has a picture drawn for this chat, of how things stand now or of a digest that was sent; what is said meanwhile. */
export function drawing(context: MemberContext, chart: ChartChoice, week: IsoDate | '' = ''): Say {
  enqueue(context, { kind: 'picture', chart, week });
  return say('chart.begun');
}

/** Which picture is wanted. */
export const chartsStep: ReportsStep = {
  light: true,
  help: 'help.reports',
  ask: () => ({
    say: [say('chart.ask')],
    choices: [
      ...CHART_CHOICES.map((chart) => ({ id: chart, label: say(`chart.choice.${chart}`) })),
      { id: 'back', label: say('choice.back') },
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('home', state);
    const chart = CHART_CHOICES.find((candidate) => candidate === id);
    return chart === undefined ? again(say('dialogue.not_understood')) : again(drawing(context, chart));
  },
};
