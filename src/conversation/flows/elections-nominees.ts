import type { StoredElection } from '../../app/ballot-ports.ts';
import { type DraftError, eligibleFor, nominate, nominateAll, withdrawNominee } from '../../app/election-draft.ts';
import { allCandidates, type Candidate, candidatesFor, placesFor } from '../../app/nomination.ts';
import { campaignOf } from '../../app/prepared-election.ts';
import type { Nominee } from '../../domain/ballot/election.ts';
import { PLEDGE_LIMITS } from '../../domain/pledge.ts';
import { COLLECTIVE_TITLES, INDIVIDUAL_TITLES, type Title } from '../../domain/title.ts';
import type { Result } from '../../lib/result.ts';
import { nomineeCard } from '../ballot-wording.ts';
import type { MemberContext } from '../context.ts';
import { candidateSay, gapLines, placesSay } from '../election-draft-wording.ts';
import { again, go, type Move, refresh, rewind } from '../flow.ts';
import { type Say, say } from '../text-key.ts';
import { typedReason } from '../typed-text.ts';
import type { Choice } from '../types.ts';
import { shortTitleSay, titleSay } from '../wording.ts';
import { BACK, type ElectionsState, type ElectionsStep, GONE, roundOf, toRound } from './elections-state.ts';

/** Candidates on one page. */
const PAGE = 8;

function campaignFor(context: MemberContext, { campaignId, election }: StoredElection) {
  return campaignOf(context, campaignId, election.year);
}

function titleOf(id: string): Title | undefined {
  return [...INDIVIDUAL_TITLES, ...COLLECTIVE_TITLES].find((title) => title === id);
}

/** Titles for which there are candidates; everybody who meets all rules goes on the ballot at once. */
const nomineesStep: ElectionsStep = {
  light: true,
  help: 'help.elections.nominees',
  ask(context, state) {
    const stored = roundOf(context, state);
    if (stored === null) return GONE;
    const titles = allCandidates(context, campaignFor(context, stored));
    const eligible = eligibleFor(context, stored).length;
    return {
      say: [say('election.nominees.ask', { count: stored.election.nominees.length, titles: titles.length })],
      choices: [
        ...(eligible === 0 ? [] : [{ id: 'all', label: say('election.nominees.all', { count: eligible }) }]),
        ...titles.map(({ title, candidates }) => ({
          id: `title:${title}`,
          label: titleChoice(stored, title, candidates),
          short: shortTitleSay(title),
        })),
        BACK,
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
    if (id === 'back') return toRound(state);
    if (id === 'all') {
      const count = countNew(context, state);
      return settled(
        nominateAll(context, context.person, state.electionId),
        state,
        say('election.nominees.added', { count }),
      );
    }
    const title = titleOf(id.replace('title:', ''));
    return title === undefined ? again(say('dialogue.not_understood')) : go('candidates', { ...state, title, page: 0 });
  },
};

function countNew(context: MemberContext, state: ElectionsState): number {
  const stored = roundOf(context, state);
  return stored === null ? 0 : eligibleFor(context, stored).length;
}

function titleChoice({ election }: StoredElection, title: Title, candidates: readonly Candidate[]): Say {
  return say('election.nominees.title', {
    title: shortTitleSay(title),
    count: candidates.length,
    eligible: candidates.filter(({ standing }) => standing === 'eligible').length,
    on: election.nominees.filter((nominee) => nominee.title === title).length,
  });
}

function settled(result: Result<unknown, DraftError>, state: ElectionsState, done: Say): Move<ElectionsState> {
  return refresh('nominees', state, [result.ok ? done : say(`error.${result.error}`)]);
}

/** What the dialogue looks at: the draft, and the candidates for the title that was picked. */
function lookUp(context: MemberContext, state: ElectionsState) {
  const stored = roundOf(context, state);
  const title = titleOf(state.title);
  if (stored === null || title === undefined) return null;
  return { stored, title, candidates: candidatesFor(context, campaignFor(context, stored), title) };
}

function onBallot({ election }: StoredElection, title: Title, code: string): Nominee | null {
  return election.nominees.find((nominee) => nominee.title === title && nominee.code === code) ?? null;
}

/** The candidates for one title, a page at a time. */
const candidatesStep: ElectionsStep = {
  light: true,
  help: 'help.elections.nominees',
  ask(context, state) {
    const found = lookUp(context, state);
    if (found === null) return GONE;
    const { stored, title, candidates } = found;
    const { page } = state;
    const choices: Choice[] = candidates.slice(page * PAGE, (page + 1) * PAGE).map((candidate, index) => ({
      id: `code:${candidate.code}`,
      label: candidateSay(candidate, onBallot(stored, title, candidate.code) !== null),
      short: say('election.pick', { number: index + 1 }),
    }));
    if (candidates.length > (page + 1) * PAGE) choices.push({ id: 'more', label: say('choice.more') });
    if (page > 0) choices.push({ id: 'first', label: say('choice.first_page') });
    choices.push(BACK);
    const places = placesFor(context, campaignFor(context, stored), title);
    return {
      say: [
        say('election.candidates', { title: titleSay(title), count: candidates.length }),
        ...(places === null ? [] : [placesSay(places)]),
      ],
      choices,
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
    if (id === 'back') return rewind('nominees', { ...state, page: 0 });
    if (id === 'more') return refresh('candidates', { ...state, page: state.page + 1 });
    if (id === 'first') return refresh('candidates', { ...state, page: 0 });
    const candidate = lookUp(context, state)?.candidates.find(({ code }) => `code:${code}` === id);
    return candidate === undefined
      ? again(say('dialogue.not_understood'))
      : go('candidate', { ...state, code: candidate.code });
  },
};

/** One candidate: the card as members will see it, then what only the secretary sees. */
const candidateStep: ElectionsStep = {
  light: true,
  help: 'help.elections.nominees',
  ask(context, state) {
    const found = lookUp(context, state);
    const candidate = found?.candidates.find(({ code }) => code === state.code);
    if (found === null || candidate === undefined) return { say: [say('error.nominee_unknown')], choices: [BACK] };
    const nominee = onBallot(found.stored, found.title, candidate.code);
    const { code, name, division, title, standing } = candidate;
    const number = nominee?.number ?? found.stored.election.nominees.length + 1;
    const choices: readonly Choice[] =
      nominee !== null
        ? [{ id: 'withdraw', label: say('election.candidate.withdraw') }]
        : standing === 'eligible'
          ? [{ id: 'nominate', label: say('election.candidate.nominate') }]
          : standing === 'needs_reason'
            ? [{ id: 'with_reason', label: say('election.candidate.nominate_reason') }]
            : [];
    return {
      say: [
        say('election.candidate.card'),
        ...nomineeCard(context, found.stored.election, { number, title, code, name, division }),
        say('dialogue.gap'),
        say('election.candidate.secret'),
        ...gapLines(candidate),
      ],
      choices: [...choices, BACK],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return rewind('candidates', state);
    if (id === 'with_reason') return go('exception', state);
    const found = lookUp(context, state);
    if (found === null) return toRound(state);
    const nominee = onBallot(found.stored, found.title, state.code);
    if (id === 'withdraw' && nominee !== null) {
      const gone = withdrawNominee(context, context.person, state.electionId, nominee.number);
      return rewind('candidates', state, [say(gone.ok ? 'election.candidate.withdrawn' : `error.${gone.error}`)]);
    }
    if (id !== 'nominate') return again(say('dialogue.not_understood'));
    return nominated(context, state, found.title, null);
  },
};

function nominated(
  context: MemberContext,
  state: ElectionsState,
  title: Title,
  reason: string | null,
): Move<ElectionsState> {
  const done = nominate(context, context.person, state.electionId, { title, code: state.code, reason });
  return rewind('candidates', state, [say(done.ok ? 'election.candidate.nominated' : `error.${done.error}`)]);
}

/** Why somebody is put forward of whom a rule is not on record. */
const exceptionStep: ElectionsStep = {
  help: 'help.elections.nominees',
  ask: () => ({ say: [say('election.exception.ask')], accepts: 'text', example: say('election.exception.example') }),
  answer(context, state, answer) {
    const reason = typedReason(answer, PLEDGE_LIMITS.reason, say('election.exception.example'));
    if (!reason.ok) return reason.error;
    const title = titleOf(state.title);
    return title === undefined ? toRound(state) : nominated(context, state, title, reason.value);
  },
};

/** The steps that put people and divisions on the ballot. */
export const nomineeSteps = {
  nominees: nomineesStep,
  candidates: candidatesStep,
  candidate: candidateStep,
  exception: exceptionStep,
};
