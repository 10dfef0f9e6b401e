import { isRecused } from '../domain/ballot/pass-rule.ts';
import type { PaperTotals } from '../domain/ballot/tally.ts';
import type { Person } from '../domain/person.ts';
import { may } from '../domain/rights.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { PaperEntry, StoredElection } from './ballot-ports.ts';
import { type ElectionTurn, isPaperSettled, PAPER_TELLERS, proceed, runsElections } from './election-closing.ts';
import { placeOf, recordElection } from './election-record.ts';
import type { Work } from './ports.ts';

export type PaperError =
  | 'not_allowed'
  | 'election_gone'
  | 'paper_not_awaited'
  | 'paper_voter_unknown'
  | 'paper_totals_differ'
  | 'paper_not_entered'
  | 'paper_confirmed_already'
  | 'paper_changed';

/** Whose paper ballots are awaited: everybody on the roll who votes on paper; empty before the closing. */
export function awaitsPaper(stored: StoredElection): boolean {
  return stored.course.state === 'closed' && !isPaperSettled(stored);
}

/**
 * Enters the paper ballots of a closed election: whose came, and the totals of each line. What was entered before, and
 * who confirmed it, is forgotten.
 */
export function enterPaper(
  work: Work,
  actor: Person,
  electionId: number,
  given: { readonly voters: readonly string[]; readonly totals: readonly PaperTotals[] },
): Result<StoredElection, PaperError> {
  const stored = work.store.elections.byId(electionId);
  if (!runsElections(actor)) return err('not_allowed');
  if (stored === null) return err('election_gone');
  if (!awaitsPaper(stored)) return err('paper_not_awaited');
  const onPaper = new Set(stored.election.roll.filter(({ way }) => way === 'paper').map(({ code }) => code));
  const voters = [...new Set(given.voters)];
  if (voters.some((code) => !onPaper.has(code))) return err('paper_voter_unknown');
  const totals = voters.length === 0 ? [] : given.totals;
  if (!addsUp(stored, voters, totals)) return err('paper_totals_differ');
  const entered = { ...stored, paper: { voters, totals, enteredBy: actor.id, confirmedBy: [] } };
  work.store.elections.save(entered);
  recordElection(work, electionId, 'paper_entered', actor);
  return ok(entered);
}

/** How many sheets hold a mark on each line: of those that came, without who abstains on their own. */
export function sheetsOn({ election }: StoredElection, voters: readonly string[], nominee: number): number {
  const line = election.nominees.find(({ number }) => number === nominee);
  if (line === undefined) return 0;
  return voters.filter((code) => !isRecused(election, line, { code })).length;
}

function addsUp(stored: StoredElection, voters: readonly string[], totals: readonly PaperTotals[]): boolean {
  if (voters.length === 0) return true;
  return (
    totals.length === stored.election.nominees.length &&
    stored.election.nominees.every(({ number }) => {
      const line = totals.find(({ nominee }) => nominee === number);
      if (line === undefined) return false;
      const parts = [line.agree, line.disagree, line.noOpinion, line.invalid];
      const whole = parts.every((part) => Number.isSafeInteger(part) && part >= 0);
      return whole && parts.reduce((sum, part) => sum + part, 0) === sheetsOn(stored, voters, number);
    })
  );
}

/** What a teller may look at: a round whose paper ballots were entered and are not confirmed by them yet. */
export function awaitsTeller(stored: StoredElection, actor: Person): boolean {
  const { paper } = stored;
  return may(actor, 'check_counts') && awaitsPaper(stored) && paper !== null && !paper.confirmedBy.includes(actor.id);
}

/** A teller says that the totals as they were shown differ from the sheets: they have to be entered anew. */
export function refusePaper(
  work: Work,
  actor: Person,
  electionId: number,
  shown: PaperShown,
  reason: string,
): Result<StoredElection, PaperError> {
  const checked = shownTo(work, actor, electionId, shown);
  if (!checked.ok) return checked;
  const refused = { ...checked.value.stored, paper: null };
  work.store.elections.save(refused);
  recordElection(work, electionId, 'paper_refused', actor, reason.trim());
  return ok(refused);
}

/**
 * A teller confirms the paper totals as they were shown. With the second teller the paper voters are ticked, and the
 * election goes on.
 */
export function confirmPaper(
  work: Work,
  actor: Person,
  electionId: number,
  shown: PaperShown,
): Result<readonly ElectionTurn[], PaperError> {
  const checked = shownTo(work, actor, electionId, shown);
  if (!checked.ok) return checked;
  const { stored, paper } = checked.value;
  if (paper.confirmedBy.includes(actor.id)) return err('paper_confirmed_already');
  const confirmed = { ...stored, paper: { ...paper, confirmedBy: [...paper.confirmedBy, actor.id] } };
  work.store.elections.save(confirmed);
  recordElection(work, electionId, 'paper_confirmed', actor);
  if (confirmed.paper.confirmedBy.length < PAPER_TELLERS) return ok([]);
  const places = paper.voters.flatMap((code) => {
    const place = placeOf(stored, { code });
    return place === null ? [] : [place];
  });
  work.store.ballots.tick(electionId, places);
  return ok(proceed(work, confirmed));
}

type PaperShown = Pick<PaperEntry, 'voters' | 'totals'> | null;

/** The paper ballots of a round, if they are still what a teller was shown. */
function shownTo(
  work: Work,
  actor: Person,
  electionId: number,
  shown: PaperShown,
): Result<{ readonly stored: StoredElection; readonly paper: PaperEntry }, PaperError> {
  const stored = work.store.elections.byId(electionId);
  if (!may(actor, 'check_counts')) return err('not_allowed');
  if (stored === null) return err('election_gone');
  if (!awaitsPaper(stored)) return err('paper_not_awaited');
  const { paper } = stored;
  if (paper === null) return err('paper_not_entered');
  return sameTotals(paper, shown) ? ok({ stored, paper }) : err('paper_changed');
}

function sameTotals(paper: PaperEntry, shown: PaperShown): boolean {
  return (
    shown !== null && JSON.stringify([paper.voters, paper.totals]) === JSON.stringify([shown.voters, shown.totals])
  );
}
