import type { Campaign } from '../../app/ports.ts';
import { owing, standings } from '../../app/standings.ts';
import type { DivisionStanding, OwingStanding } from '../../domain/standings/view.ts';
import type { MemberContext } from '../context.ts';
import { again, go, refresh, rewind } from '../flow.ts';
import { roundHeading } from '../review-wording.ts';
import { type Say, say } from '../text-key.ts';
import type { Choice } from '../types.ts';
import { shortTitleSay } from '../wording.ts';
import { statusLine } from './manage-review-shown.ts';
import { PAGE, type ReportsState, type ReportsStep } from './reports-state.ts';
import { standingsScope } from './targets.ts';

/** Names of one division that a message lists; the rest is counted. */
const MOST_NAMES = 20;
const BACK: Choice = { id: 'back', label: say('choice.back') };

/** The divisions that the person may look at, with how far they are. */
function divisionsFor(context: MemberContext): readonly DivisionStanding[] {
  const campaign = context.store.campaigns.current();
  const scope = standingsScope(context);
  if (campaign === null || scope === null) return [];
  return standings(context, campaign, scope.divisionId).divisions;
}

/** Which division to look at. */
const divisionsStep: ReportsStep = {
  light: true,
  help: 'help.reports',
  ask(context, { page }) {
    const divisions = divisionsFor(context);
    const choices: Choice[] = divisions
      .slice(page * PAGE, (page + 1) * PAGE)
      .map(({ id, name, registration: { handedIn, people } }) => ({
        id: `division:${id}`,
        label: say('reports.division.label', { name, handedIn, people }),
      }));
    if (divisions.length > (page + 1) * PAGE) choices.push({ id: 'more', label: say('choice.more') });
    if (page > 0) choices.push({ id: 'first', label: say('choice.first_page') });
    return { say: [say('reports.divisions.ask')], choices: [...choices, BACK] };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
    if (id === 'back') return rewind('home', { ...state, page: 0 });
    if (id === 'more') return refresh('divisions', { ...state, page: state.page + 1 });
    if (id === 'first') return refresh('divisions', { ...state, page: 0 });
    const chosen = divisionsFor(context).find((division) => `division:${division.id}` === id);
    if (chosen === undefined) return again(say('dialogue.not_understood'));
    return go('division', { ...state, divisionId: chosen.id });
  },
};

/** One division, with the names of those who owe something. */
const divisionStep: ReportsStep = {
  light: true,
  help: 'help.reports',
  ask(context, { divisionId }) {
    const campaign = context.store.campaigns.current();
    const scope = standingsScope(context);
    const entitled = scope !== null && (scope.divisionId === null || scope.divisionId === divisionId);
    if (campaign === null || !entitled) return { say: [say('error.not_allowed')], choices: [BACK] };
    return {
      say: divisionLines(context, campaign, divisionId),
      choices: [
        ...(scope.divisionId === null ? [{ id: 'another', label: say('reports.division.back_to_list') }] : []),
        BACK,
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('home', state);
    if (id !== 'another' || standingsScope(context)?.divisionId !== null) return again(say('dialogue.not_understood'));
    return rewind('divisions', state);
  },
};

function divisionLines(context: MemberContext, campaign: Campaign, divisionId: number): readonly Say[] {
  const { divisions, at, reviews } = standings(context, campaign, divisionId);
  const named = owing(context, campaign, context.person, divisionId);
  const [division] = divisions;
  if (division === undefined) return [say('error.not_allowed')];
  return [
    say('reports.division.heading', { name: division.name, at: { as: 'moment', date: at } }),
    ...registrationLines(division),
    ...division.reviews.flatMap(({ round, open, reported, people, confirmed, collective }) => [
      say(open ? 'digest.review' : 'digest.review_closed', { round: roundHeading(round), reported, people, confirmed }),
      say('reports.division.collective_report', { state: say(`review.duty.${collective}`) }),
    ]),
    ...reviews.flatMap(({ statuses }) => statusLine(statuses ?? {})),
    ...(named.ok ? named.value.filter(({ people }) => people.length > 0).map(owingLine) : []),
  ];
}

function registrationLines({ registration, collective, titles }: DivisionStanding): readonly Say[] {
  const { handedIn, people, endorsed, accepted } = registration;
  const state = collective === null ? say('nothing') : say(`pledge.state.${collective}`);
  const list = titles.map(({ title, registered }) =>
    say('digest.title', { title: shortTitleSay(title), count: registered }),
  );
  return [
    say('digest.registration', { handedIn, people, endorsed, accepted }),
    ...(list.length === 0 ? [] : [say('digest.titles', { titles: { list, join: 'comma' } })]),
    say('reports.division.collective', { state }),
  ];
}

function owingLine({ what, people }: OwingStanding): Say {
  const names: (Say | string)[] = people
    .slice(0, MOST_NAMES)
    .map(({ name, returned }) => (returned ? say('reports.owing.returned', { name }) : name));
  if (people.length > MOST_NAMES) names.push(say('reports.owing.more', { count: people.length - MOST_NAMES }));
  return say(`reports.owing.${what}`, { names: { list: names, join: 'comma' } });
}

/** The steps about divisions. */
export const reportDivisionSteps = { divisions: divisionsStep, division: divisionStep };

/** Where looking at divisions begins: the list, or at once the only one that the person may see. */
export function toDivisions(context: MemberContext, state: ReportsState) {
  const scope = standingsScope(context);
  return scope?.divisionId == null
    ? go('divisions', { ...state, page: 0 })
    : go('division', { ...state, divisionId: scope.divisionId });
}
