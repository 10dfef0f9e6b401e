import type { Election, Nominee } from '../domain/ballot/election.ts';
import { type ElectionProblem, freeze } from '../domain/ballot/freeze.ts';
import { isRecused } from '../domain/ballot/pass-rule.ts';
import { type ElectionResult, resultOf } from '../domain/ballot/result.ts';
import type { PaperTotals } from '../domain/ballot/tally.ts';
import type { Person } from '../domain/person.ts';
import { isReason } from '../domain/reason.ts';
import { may } from '../domain/rights.ts';
import type { EpochMs } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { PaperEntry, StoredElection } from './ballot-ports.ts';
import { addDraft, type DraftError, draftOf } from './election-draft.ts';
import { recordElection } from './election-record.ts';
import type { Work } from './ports.ts';
import { preparedElection, unfitNominees } from './prepared-election.ts';

// Votes in the open: hands are raised in a meeting, and the secretary writes down who was there and what was counted.

export type OpenVoteError =
  | DraftError
  | ElectionProblem
  | 'election_nominees_unfit'
  | 'election_grounds_missing'
  | 'election_too_early'
  | 'open_vote_nobody'
  | 'open_vote_incomplete'
  | 'open_vote_differs'
  | 'election_quorum_missed'
  | 'election_reason_missing';

function openVoteDraft(work: Work, actor: Person, id: number): Result<StoredElection, DraftError> {
  const draft = draftOf(work, actor, id);
  return draft.ok && draft.value.method !== 'open_vote' ? err('election_gone') : draft;
}

/** Who was present as it is written down; everybody until somebody says otherwise. */
export function presentIn({ election, paper }: StoredElection): readonly string[] {
  return paper?.voters ?? election.roll.map(({ code }) => code);
}

function entered(
  work: Work,
  actor: Person,
  id: number,
  change: (entry: PaperEntry) => PaperEntry,
): Result<StoredElection, DraftError> {
  const draft = openVoteDraft(work, actor, id);
  if (!draft.ok) return draft;
  const { value } = draft;
  const entry = value.paper ?? { voters: presentIn(value), totals: [], enteredBy: actor.id, confirmedBy: [] };
  const paper = { ...change(entry), enteredBy: actor.id };
  const saved = { ...value, paper };
  work.store.elections.save(saved);
  return ok(saved);
}

/** Sets who was present, by staff code; totals are of those who were, so they are asked for anew. */
export function setPresent(
  work: Work,
  actor: Person,
  id: number,
  codes: readonly string[],
): Result<StoredElection, OpenVoteError> {
  if (codes.length === 0) return err('open_vote_nobody');
  return entered(work, actor, id, (entry) => ({ ...entry, voters: codes, totals: [] }));
}

/** Sets when the council met; not ahead. */
export function setMeeting(work: Work, actor: Person, id: number, at: EpochMs): Result<StoredElection, OpenVoteError> {
  if (at > work.now) return err('election_too_early');
  const draft = openVoteDraft(work, actor, id);
  if (!draft.ok) return draft;
  const { election } = draft.value;
  const saved = { ...draft.value, election: { ...election, window: { from: at, until: Math.max(work.now, at + 1) } } };
  work.store.elections.save(saved);
  return ok(saved);
}

/** How many of those present raise their hand on a line: all but who abstains on their own. */
export function handsOn(stored: StoredElection, nominee: Nominee): number {
  const present = presentIn(stored);
  return present.filter((code) => !isRecused(stored.election, nominee, { code })).length;
}

/** Writes down the totals of one line; they must be the hands of everybody who was there. */
export function setTotals(
  work: Work,
  actor: Person,
  id: number,
  { nominee: number, agree, disagree, noOpinion }: Omit<PaperTotals, 'invalid'>,
): Result<StoredElection, OpenVoteError> {
  const draft = openVoteDraft(work, actor, id);
  if (!draft.ok) return draft;
  const nominee = draft.value.election.nominees.find((one) => one.number === number);
  if (nominee === undefined) return err('nominee_unknown');
  if (agree + disagree + noOpinion !== handsOn(draft.value, nominee)) return err('open_vote_differs');
  const totals = { nominee: number, agree, disagree, noOpinion, invalid: 0 };
  return entered(work, actor, id, (entry) => ({
    ...entry,
    totals: [...entry.totals.filter((one) => one.nominee !== number), totals],
  }));
}

/** The first nominee whose totals are not written down yet. */
export function nextWithoutTotals({ election, paper }: StoredElection): Nominee | null {
  return (
    election.nominees.find(({ number }) => paper?.totals.every(({ nominee }) => nominee !== number) ?? true) ?? null
  );
}

/** What an open vote comes to with what is written down, or what is in the way of recording it. */
export function openVoteResult(
  work: Work,
  actor: Person,
  id: number,
): Result<
  { readonly stored: StoredElection; readonly election: Election; readonly result: ElectionResult },
  OpenVoteError
> {
  const draft = openVoteDraft(work, actor, id);
  if (!draft.ok) return draft;
  const stored = draft.value;
  const election = frozen(preparedElection(work, stored));
  if (!election.ok) return election;
  if (election.value.rules.some(({ voting }) => voting.grounds.trim() === '')) return err('election_grounds_missing');
  if (unfitNominees(work, stored).length > 0) return err('election_nominees_unfit');
  if (nextWithoutTotals(stored) !== null || stored.paper === null) return err('open_vote_incomplete');
  // Who left the council since cannot be counted among those present.
  const onRoll = new Set(election.value.roll.map(({ code }) => code));
  if (stored.paper.voters.some((code) => !onRoll.has(code))) return err('open_vote_incomplete');
  const totals = new Map(stored.paper.totals.map((line) => [line.nominee, line]));
  const result = resultOf(election.value, { voted: stored.paper.voters.length, paper: 0 }, totals);
  return result.quorumMet ? ok({ stored, election: election.value, result }) : err('election_quorum_missed');
}

// What makes an election whole is the same for hands and for ballots; that a rule is a secret one is asked of ballots alone.
function frozen(election: Election): Result<Election, ElectionProblem> {
  const methods = new Map(election.rules.map(({ voting }) => [voting.title, voting.method]));
  const rules = election.rules.map((rule) => ({
    ...rule,
    voting: { ...rule.voting, method: 'secret_ballot' as const },
  }));
  const checked = freeze({ ...election, rules });
  if (!checked.ok) return checked;
  const restored = checked.value.rules.map((rule) => ({
    ...rule,
    voting: { ...rule.voting, method: methods.get(rule.voting.title) ?? rule.voting.method },
  }));
  return ok({ ...checked.value, rules: restored });
}

/** Records an open vote; its result is known to everybody who was there, and so it is published at once. */
export function recordOpenVote(work: Work, actor: Person, id: number): Result<StoredElection, OpenVoteError> {
  const found = openVoteResult(work, actor, id);
  if (!found.ok) return found;
  const { stored, result } = found.value;
  const { from } = found.value.election.window;
  const election = { ...found.value.election, window: { from, until: Math.max(work.now, from + 1) } };
  const times = { openedAt: from, closedAt: work.now, countedAt: work.now, publishedAt: work.now };
  const course = { ...stored.course, ...times, state: 'published' as const, deadline: election.window.until };
  const recorded = { ...stored, election, course, result };
  work.store.elections.save(recorded);
  recordElection(work, id, 'published', actor);
  return ok(recorded);
}

/**
 * Takes back the record of an open vote that was wrong, with the reason; the vote itself stays what it was. Of a secret
 * ballot there is no such thing: nobody could say what was wrong in it.
 */
export function voidOpenVote(
  work: Work,
  actor: Person,
  id: number,
  reason: string,
): Result<StoredElection, OpenVoteError> {
  if (!may(actor, 'prepare_elections')) return err('not_allowed');
  const stored = work.store.elections.byId(id);
  if (stored?.method !== 'open_vote' || stored.course.state !== 'published') return err('election_gone');
  if (!isReason(reason)) return err('election_reason_missing');
  const voided = { cause: 'cancelled' as const, reason: reason.trim(), at: work.now };
  const ended = { ...stored, course: { ...stored.course, state: 'void' as const, voided } };
  work.store.elections.save(ended);
  recordElection(work, id, 'void', actor, voided.reason);
  return ok(ended);
}

/** A new draft with what a voided open vote says, to be put right. */
export function copyOpenVote(work: Work, actor: Person, id: number): Result<number, OpenVoteError> {
  if (!may(actor, 'prepare_elections')) return err('not_allowed');
  const stored = work.store.elections.byId(id);
  if (stored?.method !== 'open_vote' || stored.course.state !== 'void') return err('election_gone');
  const { campaignId, method, election, paper, preparation } = stored;
  const copy = addDraft(work, actor, { campaignId, method, election });
  const draft = work.store.elections.byId(copy);
  if (draft === null) return err('election_gone');
  const { exceptions, ownPlaces } = preparation;
  work.store.elections.save({ ...draft, paper, preparation: { ...draft.preparation, exceptions, ownPlaces } });
  return ok(copy);
}
