import { ownProposals, startProposal } from '../../app/exemplar.ts';
import { exemplarsWaitingFor } from '../../app/exemplar-review.ts';
import { isOpen } from '../../domain/exemplar.ts';
import { may, rightScope } from '../../domain/rights.ts';
import { exemplarSay } from '../exemplar-wording.ts';
import { again, defineFlow, end, go, refresh } from '../flow.ts';
import { say } from '../text-key.ts';
import type { Choice } from '../types.ts';
import { linkStep, movementStep, resultsStep, summaryStep } from './exemplar-content.ts';
import { cardStep, deskStep, reasonStep, shelfStep } from './exemplar-desk.ts';
import { ownStep, reviewStep, withdrawStep } from './exemplar-review.ts';
import {
  EXEMPLAR_LIST,
  EXEMPLAR_START,
  type ExemplarState,
  type ExemplarStep,
  exemplarState,
} from './exemplar-state.ts';
import { kindStep, subjectDivisionStep, subjectNameStep, subjectPersonStep, subjectStep } from './exemplar-subject.ts';

/** Own proposals on one page. */
const PAGE = 6;

/** What one proposed this year, a new proposal, and for those entitled the office's list. */
const homeStep: ExemplarStep = {
  light: true,
  help: 'help.exemplar',
  ask(context, state) {
    const own = ownProposals(context, context.person);
    const shown = own.slice(state.page * PAGE, (state.page + 1) * PAGE);
    const choices: Choice[] = [];
    for (const { id, state: standing, content } of shown) {
      choices.push({
        id: `own:${id}`,
        label: say('exemplar.home.own', {
          exemplar: exemplarSay(context, content),
          state: say(`exemplar.state.${standing}`),
        }),
        short: say('exemplar.pick', { number: choices.length + 1 }),
      });
    }
    choices.push({ id: 'new', label: say('exemplar.home.new') });
    if (own.length > (state.page + 1) * PAGE) choices.push({ id: 'more', label: say('choice.more') });
    if (state.page > 0) choices.push({ id: 'first', label: say('choice.first_page') });
    const scope = rightScope(context.person, 'read_exemplars');
    if (scope !== null) {
      choices.push({
        id: 'desk',
        label: say(scope.divisionId === null ? 'exemplar.home.desk' : 'exemplar.home.desk_division', {
          count: exemplarsWaitingFor(context, context.person),
        }),
      });
    }
    choices.push({ id: 'close', label: say('choice.close') });
    return { say: [say('exemplar.home.ask', { count: own.length })], choices };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
    if (id === 'close') return end([say('exemplar.closed')]);
    if (id === 'more') return refresh('home', { ...state, page: state.page + 1 });
    if (id === 'first') return refresh('home', { ...state, page: 0 });
    if (id === 'desk' && may(context.person, 'read_exemplars')) return go('desk', { ...EXEMPLAR_START, desk: true });
    if (id === 'new') {
      const started = startProposal(context, context.person);
      return started.ok ? go('kind', { ...EXEMPLAR_START, id: started.value }) : again(say(`error.${started.error}`));
    }
    const chosen = ownProposals(context, context.person).find((exemplar) => id === `own:${exemplar.id}`);
    if (chosen === undefined) return again(say('dialogue.not_understood'));
    const next = { ...EXEMPLAR_START, id: chosen.id };
    return isOpen(chosen) && chosen.version === 0 ? go('review', next) : go('own', next);
  },
};

/** Proposing exemplars and new models, and reviewing what others proposed. */
export const exemplarFlow = defineFlow<ExemplarState>({
  name: 'exemplar',
  version: 1,
  state: exemplarState,
  allowed: ({ person }, state) => !state.desk || may(person, 'read_exemplars'),
  begin(context, args) {
    if (context.store.campaigns.current() === null) return end([say('error.no_campaign')]);
    const list = args === EXEMPLAR_LIST && may(context.person, 'read_exemplars');
    return list ? go('desk', { ...EXEMPLAR_START, desk: true }) : go('home', EXEMPLAR_START);
  },
  steps: {
    home: homeStep,
    kind: kindStep,
    subject: subjectStep,
    subject_person: subjectPersonStep,
    subject_division: subjectDivisionStep,
    subject_name: subjectNameStep,
    summary: summaryStep,
    results: resultsStep,
    movement: movementStep,
    link: linkStep,
    review: reviewStep,
    own: ownStep,
    withdraw: withdrawStep,
    desk: deskStep,
    shelf: shelfStep,
    card: cardStep,
    reason: reasonStep,
  },
});
