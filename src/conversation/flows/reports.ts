import { mayReadDigests } from '../../app/weekly-digest.ts';
import type { MemberContext } from '../context.ts';
import { again, defineFlow, end, go } from '../flow.ts';
import { say } from '../text-key.ts';
import type { Choice } from '../types.ts';
import { chartsStep } from './reports-charts.ts';
import { reportDigestSteps, weeksOf } from './reports-digest.ts';
import { reportDivisionSteps, toDivisions } from './reports-divisions.ts';
import { historyStep } from './reports-history.ts';
import { REPORTS_START, type ReportsState, type ReportsStep, reportsState } from './reports-state.ts';
import { standingsScope } from './targets.ts';

/** What there is to look at: digests for leaders and the secretary, standings for heads too. */
const homeStep: ReportsStep = {
  light: true,
  help: 'help.reports',
  ask(context) {
    const campaign = context.store.campaigns.current();
    const next = context.store.dueItems.next(['weekly_digest'], context.now);
    const digests = mayReadDigests(context.person);
    return {
      say: [
        say('reports.ask', { year: String(campaign?.year ?? '') }),
        ...(digests && next !== null ? [say('reports.next_at', { at: { as: 'moment', date: next.dueAt } })] : []),
      ],
      choices: [
        ...(digests ? DIGEST_CHOICES : []),
        divisionsChoice(context),
        { id: 'history', label: say('reports.choice.history') },
        { id: 'charts', label: say('reports.choice.charts') },
        { id: 'targets', label: say('command.chitieu.label') },
        { id: 'exports', label: say('command.xuatdulieu.label') },
        { id: 'close', label: say('choice.close') },
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    switch (id) {
      case 'close':
        return end([say('reports.closed')]);
      case 'latest': {
        const [week] = weeksOf(context);
        return week === undefined ? again(say('reports.no_digest')) : go('week', { ...state, week });
      }
      case 'next':
      case 'weeks':
        return go(id, { ...state, page: 0 });
      case 'history':
      case 'charts':
        return go(id, state);
      case 'divisions':
        return toDivisions(context, state);
      case 'targets':
        return { kind: 'open', command: 'chitieu', args: '' };
      case 'exports':
        return { kind: 'open', command: 'xuatdulieu', args: '' };
      default:
        return again(say('dialogue.not_understood'));
    }
  },
};

const DIGEST_CHOICES: readonly Choice[] = [
  { id: 'latest', label: say('reports.choice.latest') },
  { id: 'next', label: say('reports.choice.next') },
  { id: 'weeks', label: say('reports.choice.weeks') },
];

function divisionsChoice(context: MemberContext): Choice {
  const label =
    standingsScope(context)?.divisionId == null
      ? say('reports.choice.divisions')
      : say('reports.choice.division', { division: context.person.divisionName });
  return { id: 'divisions', label };
}

/** Digests and standings: leaders and the secretary see the office, heads their own division. */
export const reportsFlow = defineFlow<ReportsState>({
  name: 'reports',
  version: 1,
  state: reportsState,
  allowed: (context) => standingsScope(context) !== null,
  begin(context) {
    if (standingsScope(context) === null) return end([say('error.not_allowed')]);
    return context.store.campaigns.current() === null ? end([say('error.no_campaign')]) : go('home', REPORTS_START);
  },
  steps: { home: homeStep, history: historyStep, charts: chartsStep, ...reportDigestSteps, ...reportDivisionSteps },
});
