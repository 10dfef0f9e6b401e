import type { StoredElection } from '../../app/ballot-ports.ts';
import { awaitsPaper, enterPaper, sheetsOn } from '../../app/paper-ballots.ts';
import type { Nominee } from '../../domain/ballot/election.ts';
import type { PaperTotals } from '../../domain/ballot/tally.ts';
import { nomineeSay } from '../ballot-wording.ts';
import type { MemberContext } from '../context.ts';
import { paperEnteredNotices } from '../election-notices.ts';
import { paperSays } from '../election-wording.ts';
import { again, go, type Move, refresh } from '../flow.ts';
import { say } from '../text-key.ts';
import { peopleQuestion, tickedCodes } from './elections-settings.ts';
import { BACK, type ElectionsState, type ElectionsStep, GONE, roundOf, toRound } from './elections-state.ts';
import { toggled } from './toggles.ts';

const NO_MARKS: Omit<PaperTotals, 'nominee'> = { agree: 0, disagree: 0, noOpinion: 0, invalid: 0 };

function awaited(context: MemberContext, state: ElectionsState): StoredElection | null {
  const stored = roundOf(context, state);
  return stored !== null && awaitsPaper(stored) ? stored : null;
}

/** Whose paper ballots came. */
const sheetsStep: ElectionsStep = {
  light: true,
  help: 'help.elections.sheets',
  ask(context, state) {
    const stored = awaited(context, state);
    if (stored === null) return GONE;
    const done = { id: 'done', label: say('election.sheets.done') };
    return peopleQuestion([say('election.sheets.ask')], paperVoters(stored), state.codes, [done, BACK]);
  },
  answer(context, state, answer) {
    const stored = awaited(context, state);
    const ids = answer.kind === 'choice' ? answer.ids : [];
    if (stored === null || ids[0] === 'back') return toRound(state);
    if (ids[0] === 'done') return next(stored, { ...state, totals: [] }, go);
    const voters = paperVoters(stored);
    const ticked = tickedCodes(ids, voters);
    if (ticked === null) return again(say('dialogue.not_understood'));
    const order = voters.map(({ code }) => code);
    return refresh('sheets', { ...state, codes: [...toggled(state.codes, ticked, order)] });
  },
};

function paperVoters({ election }: StoredElection) {
  return election.roll.filter(({ way }) => way === 'paper').map(({ code, name: fullName }) => ({ code, fullName }));
}

/** The first line without totals; lines on which none of the sheets that came has a mark need none. */
function next(
  stored: StoredElection,
  state: ElectionsState,
  leads: (step: string, state: ElectionsState) => Move<ElectionsState>,
): Move<ElectionsState> {
  const totals = [...state.totals];
  for (const { number } of stored.election.nominees) {
    if (totals.some(({ nominee }) => nominee === number)) continue;
    if (sheetsOn(stored, state.codes, number) > 0) return leads('sheet_totals', { ...state, totals, number });
    totals.push({ nominee: number, ...NO_MARKS });
  }
  return go('sheet_review', { ...state, totals });
}

interface Line {
  readonly stored: StoredElection;
  readonly nominee: Nominee;
  readonly sheets: number;
}

function lineOf(context: MemberContext, state: ElectionsState): Line | null {
  const stored = awaited(context, state);
  const nominee = stored?.election.nominees.find(({ number }) => number === state.number);
  if (stored === null || nominee === undefined) return null;
  return { stored, nominee, sheets: sheetsOn(stored, state.codes, nominee.number) };
}

// `3 1 0 0`, `3, 1, 0`, `3-1-0-0`: agree, disagree, no opinion, invalid; nothing typed for the last means none.
const TOTALS = /^(\d{1,3})[ ,;/-]+(\d{1,3})[ ,;/-]+(\d{1,3})(?:[ ,;/-]+(\d{1,3}))?$/;

/** The marks that were counted on one line of the sheets; then the next line. */
const sheetTotalsStep: ElectionsStep = {
  help: 'help.elections.sheets',
  ask(context, state) {
    const line = lineOf(context, state);
    if (line === null) return GONE;
    const { stored, nominee, sheets } = line;
    return {
      say: [
        say('election.totals.line', { line: nomineeSay(nominee), of: stored.election.nominees.length }),
        say('election.sheets.totals', { sheets }),
      ],
      choices: [BACK],
      accepts: 'text',
      numeric: true,
      example: say('election.sheets.example', { sheets }),
    };
  },
  answer(context, state, answer) {
    const line = lineOf(context, state);
    if (line === null || answer.kind === 'choice') return toRound(state);
    const [, agree, disagree, noOpinion, invalid = '0'] =
      TOTALS.exec(answer.kind === 'text' ? answer.text.trim() : '') ?? [];
    if (agree === undefined) return again(say('election.sheets.unread', { sheets: line.sheets }));
    const marks = [agree, disagree, noOpinion, invalid].map(Number);
    const sum = marks.reduce((all, part) => all + part, 0);
    const { sheets } = line;
    if (sum !== sheets) return again(say('election.sheets.differ', { sum, sheets }));
    const [agreeing = 0, against = 0, none = 0, spoilt = 0] = marks;
    const entered = { nominee: state.number, agree: agreeing, disagree: against, noOpinion: none, invalid: spoilt };
    return next(line.stored, { ...state, totals: [...state.totals, entered] }, refresh);
  },
  // One line back: what was typed last is typed again.
  back(context, state) {
    const stored = awaited(context, state);
    const typed = state.totals.filter(({ nominee }) => stored !== null && sheetsOn(stored, state.codes, nominee) > 0);
    const last = typed.at(-1);
    if (last === undefined) return null;
    return { ...state, number: last.nominee, totals: state.totals.filter(({ nominee }) => nominee < last.nominee) };
  },
};

/** Everything once more before the tellers are asked to compare it with the sheets. */
const sheetReviewStep: ElectionsStep = {
  help: 'help.elections.sheets',
  ask(context, state) {
    const stored = awaited(context, state);
    if (stored === null) return GONE;
    return {
      say: [...paperSays(stored, { voters: state.codes, totals: state.totals }), say('election.sheets.review')],
      choices: [
        { id: 'yes', label: say('election.sheets.submit') },
        { id: 'change', label: say('election.sheets.change') },
        BACK,
      ],
    };
  },
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? answer.ids[0] : undefined;
    if (id === 'back') return toRound(state);
    if (id === 'change') return go('sheets', { ...state, totals: [] });
    if (id !== 'yes') return again(say('dialogue.not_understood'));
    const given = { voters: state.codes, totals: state.totals };
    const entered = enterPaper(context, context.person, state.electionId, given);
    if (!entered.ok) return toRound(state, [say(`error.${entered.error}`)]);
    for (const notice of paperEnteredNotices(context, entered.value)) context.notify(notice);
    return toRound(state, [say('election.sheets.entered')]);
  },
};

/** The steps in which paper ballots are entered. */
export const sheetSteps = { sheets: sheetsStep, sheet_totals: sheetTotalsStep, sheet_review: sheetReviewStep };
