import {
  type ClosingError,
  type CountingError,
  closeElection,
  markCounted,
  type PostponementError,
  postpone,
  publish,
  quorumStanding,
  type VoidCause,
  type VoidError,
  voidElection,
} from '../domain/ballot/course.ts';
import { decodeMark } from '../domain/ballot/mark.ts';
import type { ElectionResult } from '../domain/ballot/result.ts';
import { type CountProblem, countElection } from '../domain/ballot/tally.ts';
import type { Person } from '../domain/person.ts';
import { may } from '../domain/rights.ts';
import type { EpochMs } from '../lib/clock.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { BoxKey, StoredElection } from './ballot-ports.ts';
import { recordElection, rollOf } from './election-record.ts';
import type { Work } from './ports.ts';

/** What has just become of an election, for those who are told. */
export type ElectionTurn =
  /** Closed, and counted as soon as the server can. */
  | { readonly kind: 'closed'; readonly election: StoredElection }
  /** Paper ballots have to be entered before a box is opened. */
  | { readonly kind: 'waits_for_paper'; readonly election: StoredElection }
  /** The tellers have to open the boxes. */
  | { readonly kind: 'waits_for_tellers'; readonly election: StoredElection }
  | { readonly kind: 'counted'; readonly election: StoredElection }
  /** The boxes do not agree with the roll: nothing was counted, and somebody has to look. */
  | { readonly kind: 'count_stopped'; readonly election: StoredElection; readonly problem: CountProblem }
  | { readonly kind: 'published'; readonly election: StoredElection }
  | { readonly kind: 'void'; readonly election: StoredElection };

/** Who runs an election at the desk: the secretary, or the one who chairs the council. */
export function runsElections(person: Person): boolean {
  return may(person, 'run_elections');
}

/** Closes every election whose deadline has passed, as of that moment, and takes each as far as it goes by itself. */
export function closeDue(work: Work): readonly ElectionTurn[] {
  return work.store.elections
    .running()
    .filter(({ course }) => course.state === 'open' && work.now >= course.deadline)
    .flatMap((stored) => {
      const turns = close(work, stored, null);
      return turns.ok ? turns.value : [];
    });
}

export type EarlyClosingError = ClosingError | 'not_allowed' | 'election_gone';

/** Closes before the deadline once everybody has voted who votes electronically. */
export function closeEarly(
  work: Work,
  actor: Person,
  electionId: number,
): Result<readonly ElectionTurn[], EarlyClosingError> {
  const stored = secretElection(work, electionId);
  if (!runsElections(actor)) return err('not_allowed');
  return stored === null ? err('election_gone') : close(work, stored, actor);
}

function close(
  work: Work,
  stored: StoredElection,
  actor: Person | null,
): Result<readonly ElectionTurn[], ClosingError> {
  const course = closeElection(stored.course, rollOf(work, stored), work.now);
  if (!course.ok) return course;
  const closed = { ...stored, course: course.value };
  work.store.elections.save(closed);
  recordElection(work, stored.id, 'closed', actor);
  const turns = proceed(work, closed);
  return ok(turns.length > 0 ? turns : [{ kind: 'closed', election: closed }]);
}

/**
 * Takes a closed election as far as it goes now: void where the quorum cannot be reached any more, waiting for the paper
 * ballots or the tellers, else counted with the server's key.
 */
export function proceed(work: Work, closed: StoredElection): readonly ElectionTurn[] {
  const { election, paper } = closed;
  const standing = quorumStanding(election, rollOf(work, closed), isPaperSettled(closed));
  if (standing === 'missed') return ended(work, closed, 'quorum_missed');
  if (standing === 'waits_for_paper' || (paper !== null && !isPaperSettled(closed))) {
    return [{ kind: 'waits_for_paper', election: closed }];
  }
  if (election.custody.by === 'tellers') return [{ kind: 'waits_for_tellers', election: closed }];
  if (!work.store.boxKeys.ready()) return [];
  const { publicKey } = closed;
  const key = publicKey === null ? null : work.store.boxKeys.stored(closed.id, publicKey);
  if (key === null) return ended(work, closed, 'key_lost');
  const counted = count(work, closed, key);
  return counted.ok ? [counted.value] : [];
}

/**
 * Goes on with closed elections that only the server keeps waiting: the library that opens seals was not loaded yet. One
 * whose count has stopped waits for a person.
 */
export function proceedWaiting(work: Work): readonly ElectionTurn[] {
  return work.store.elections.running().flatMap((stored) => {
    const { course, election, method } = stored;
    const counts = course.state === 'closed' && method === 'secret_ballot' && election.custody.by === 'server';
    if (!counts || !isPaperSettled(stored) || !work.store.boxKeys.ready()) return [];
    return isCountStopped(work, stored) ? [] : proceed(work, stored);
  });
}

/** Whether the count of a closed election stopped because something did not add up. */
export function isCountStopped({ store }: Pick<Work, 'store'>, { id, course }: StoredElection): boolean {
  return course.state === 'closed' && store.elections.events(id).at(-1)?.action === 'count_stopped';
}

/** Tries a count that has stopped once more; with the tellers' custody they give their shares again. */
export function countAgain(
  work: Work,
  actor: Person,
  electionId: number,
): Result<readonly ElectionTurn[], 'not_allowed' | 'election_gone' | 'election_not_closed'> {
  const stored = secretElection(work, electionId);
  if (!runsElections(actor)) return err('not_allowed');
  if (stored === null) return err('election_gone');
  return stored.course.state === 'closed' ? ok(proceed(work, stored)) : err('election_not_closed');
}

/** How many tellers look at the paper ballots. */
export const PAPER_TELLERS = 2;

/** Whether no paper ballot is awaited any more: there was none to wait for, or two tellers confirmed what came. */
export function isPaperSettled({ election, paper }: StoredElection): boolean {
  if (election.roll.every(({ way }) => way === 'electronic')) return true;
  return paper !== null && paper.confirmedBy.length >= PAPER_TELLERS;
}

/** Opens the boxes of a closed election and counts them; what does not add up stops the count and changes nothing. */
export function count(work: Work, closed: StoredElection, key: BoxKey): Result<ElectionTurn, CountingError> {
  const standing = quorumStanding(closed.election, rollOf(work, closed), isPaperSettled(closed));
  const course = markCounted(closed.course, standing, work.now);
  if (!course.ok) return course;
  const result = tally(work, closed, key);
  if (!result.ok) {
    recordElection(work, closed.id, 'count_stopped', null, result.error.code);
    return ok({ kind: 'count_stopped', election: closed, problem: result.error });
  }
  const counted = { ...closed, course: course.value, result: result.value };
  work.store.elections.save(counted);
  recordElection(work, closed.id, 'counted', null);
  return ok({ kind: 'counted', election: counted });
}

/** The totals of the boxes as they are stored, without a change to anything: for a count and for a recount. */
export function tally(work: Work, stored: StoredElection, key: BoxKey): Result<ElectionResult, CountProblem> {
  const boxes = work.store.ballots.boxes(stored.id).map(({ nominee, marks }) => ({
    nominee,
    marks: marks.map((sealed) => decodeMark(key.open(sealed))),
  }));
  return countElection(stored.election, rollOf(work, stored), boxes, stored.paper?.totals ?? []);
}

export type PublicationError = 'election_not_counted' | 'not_allowed' | 'election_gone';

/** Publishes a counted result and destroys boxes and key; who voted stays for the minutes. */
export function publishElection(work: Work, actor: Person, electionId: number): Result<ElectionTurn, PublicationError> {
  const stored = secretElection(work, electionId);
  if (!runsElections(actor)) return err('not_allowed');
  if (stored === null) return err('election_gone');
  const course = publish(stored.course, work.now);
  if (!course.ok) return course;
  const published = { ...stored, course: course.value };
  work.store.elections.save(published);
  work.store.ballots.destroy(electionId, 'boxes');
  recordElection(work, electionId, 'published', actor);
  return ok({ kind: 'published', election: published });
}

export type CancellationError = VoidError | 'not_allowed' | 'election_gone';

/** Calls an election off, with the reason for the minutes; boxes and key are destroyed unopened. */
export function cancelElection(
  work: Work,
  actor: Person,
  electionId: number,
  reason: string,
): Result<ElectionTurn, CancellationError> {
  const stored = secretElection(work, electionId);
  if (!runsElections(actor)) return err('not_allowed');
  if (stored === null) return err('election_gone');
  return voided(work, stored, 'cancelled', reason, actor);
}

export type PostponingError = PostponementError | 'not_allowed' | 'election_gone';

/** Moves the deadline later while a channel of the office is down. */
export function postponeElection(
  work: Work,
  actor: Person,
  electionId: number,
  wish: { readonly until: EpochMs; readonly reason: string; readonly channelDown: boolean },
): Result<StoredElection, PostponingError> {
  const stored = secretElection(work, electionId);
  if (!runsElections(actor)) return err('not_allowed');
  if (stored === null) return err('election_gone');
  const course = postpone(stored.course, { ...wish, now: work.now });
  if (!course.ok) return course;
  const moved = { ...stored, course: course.value };
  work.store.elections.save(moved);
  recordElection(work, electionId, 'postponed', actor, wish.reason.trim());
  return ok(moved);
}

// Nobody may learn who had voted in a round that came to nothing: the roll goes with the boxes.
function voided(
  work: Work,
  stored: StoredElection,
  cause: VoidCause,
  reason: string | null,
  actor: Person | null,
): Result<ElectionTurn, VoidError> {
  const course = voidElection(stored.course, cause, reason, work.now);
  if (!course.ok) return course;
  const election = { ...stored, course: course.value, paper: null };
  work.store.elections.save(election);
  work.store.ballots.destroy(stored.id, 'boxes_and_roll');
  recordElection(work, stored.id, 'void', actor, course.value.voided?.reason ?? null);
  return ok({ kind: 'void', election });
}

function ended(work: Work, stored: StoredElection, cause: VoidCause): readonly ElectionTurn[] {
  const turn = voided(work, stored, cause, null, null);
  return turn.ok ? [turn.value] : [];
}

function secretElection(work: Work, electionId: number): StoredElection | null {
  const stored = work.store.elections.byId(electionId);
  return stored?.method === 'secret_ballot' ? stored : null;
}
