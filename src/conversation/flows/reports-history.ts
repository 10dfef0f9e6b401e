import { history, historyByName } from '../../app/standings.ts';
import type { HistoryStandings, HolderHistory, YearCounts } from '../../domain/standings/view.ts';
import type { MemberContext } from '../context.ts';
import { again, rewind } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import { awardSay, shortTitleSay } from '../wording.ts';
import type { ReportsStep } from './reports-state.ts';
import { standingsScope } from './targets.ts';

/** Years that a message lists, and cases of three years running. */
const MOST_YEARS = 6;
const MOST_CASES = 20;
const THREE_YEARS = 3;

/** What was recorded over the years, and who holds a title three years running. */
export const historyStep: ReportsStep = {
  light: true,
  help: 'help.reports',
  ask: (context) => ({ say: historyLines(context), choices: [{ id: 'back', label: say('choice.back') }] }),
  answer: (_context, state, answer) =>
    answer.kind === 'choice' && answer.ids[0] === 'back'
      ? rewind('home', state)
      : again(say('dialogue.not_understood')),
};

function historyLines(context: MemberContext): readonly Say[] {
  const campaign = context.store.campaigns.current();
  const scope = standingsScope(context);
  if (campaign === null || scope === null) return [say('error.not_allowed')];
  const { years, inARow } = history(context, campaign, scope.divisionId);
  if (years.length === 0) return [say('reports.history.none')];
  const named = historyByName(context, campaign, context.person, scope.divisionId);
  return [
    say('reports.history.heading'),
    ...years.slice(-MOST_YEARS).map(yearLine),
    ...inARowLines(inARow),
    ...(named.ok ? threeYearLines(named.value) : []),
  ];
}

function yearLine({ year, titles, awards, initiatives }: YearCounts): Say {
  const list = [
    ...titles.map(({ title, holders }) => counted(shortTitleSay(title), holders)),
    ...awards.map(({ award, holders }) => counted(awardSay(award), holders)),
    ...initiatives.map(({ level, count }) =>
      say('reports.history.initiatives', { level: say(`level.${level}`), count }),
    ),
  ];
  const what = list.length === 0 ? [say('nothing')] : list;
  return say('reports.history.year', { year: String(year), what: { list: what, join: 'comma' } });
}

function counted(title: Say, count: number): Say {
  return say('reports.history.count', { title, count });
}

function inARowLines(inARow: HistoryStandings['inARow']): readonly Say[] {
  const [first] = inARow;
  if (first === undefined) return [];
  return [
    say('dialogue.gap'),
    say('reports.history.in_a_row', { year: String(first.until) }),
    ...inARow.map(({ title, two, three }) =>
      say('reports.history.in_a_row_line', { title: shortTitleSay(title), two, three }),
    ),
  ];
}

function threeYearLines(holders: readonly HolderHistory[]): readonly Say[] {
  const cases = holders.flatMap(({ name, inARow }) =>
    inARow.filter(({ years }) => years >= THREE_YEARS).map((row) => ({ name, ...row })),
  );
  if (cases.length === 0) return [];
  const hidden = cases.length - MOST_CASES;
  return [
    say('reports.history.three'),
    ...cases.slice(0, MOST_CASES).map(({ name, title, years, from, to }) =>
      say('reports.history.three_line', {
        name,
        title: shortTitleSay(title),
        years,
        from: String(from),
        to: String(to),
      }),
    ),
    ...(hidden > 0 ? [say('reports.history.more', { count: hidden })] : []),
  ];
}
