import { type Fingerprint, fingerprintOf } from '../domain/ballot/canonical-text.ts';
import { type OpeningError as CourseError, openElection } from '../domain/ballot/course.ts';
import type { Election } from '../domain/ballot/election.ts';
import { type ElectionProblem, freeze } from '../domain/ballot/freeze.ts';
import { type OpeningFinding, openingWarnings } from '../domain/ballot/opening-warnings.ts';
import { reminderSlots } from '../domain/ballot/reminders.ts';
import type { Person } from '../domain/person.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { StoredElection } from './ballot-ports.ts';
import { officeCalendar } from './calendar.ts';
import { runsElections } from './election-closing.ts';
import { recordElection } from './election-record.ts';
import type { Work } from './ports.ts';
import { preparedElection, unfitNominees } from './prepared-election.ts';

/** A draft as it would be opened now, with what has to be known first. */
export interface OpeningCase {
  readonly stored: StoredElection;
  readonly election: Election;
  readonly fingerprint: Fingerprint;
  /** Worst first, never empty. */
  readonly warnings: readonly OpeningFinding[];
  /** The warnings of this very election were read. */
  readonly acknowledged: boolean;
}

export type PreparationProblem =
  | ElectionProblem
  | 'not_allowed'
  | 'election_gone'
  | 'election_not_draft'
  | 'election_nominees_unfit'
  | 'election_grounds_missing';

/** A secret ballot that could be opened, for the secretary or the chair, or the first thing that is in the way. */
export function openingCase(work: Work, actor: Person, id: number): Result<OpeningCase, PreparationProblem> {
  if (!runsElections(actor)) return err('not_allowed');
  const stored = work.store.elections.byId(id);
  if (stored?.method !== 'secret_ballot') return err('election_gone');
  return stored.course.state === 'draft' ? caseOf(work, stored) : err('election_not_draft');
}

function caseOf(work: Work, stored: StoredElection): Result<OpeningCase, PreparationProblem> {
  const frozen = freeze(preparedElection(work, stored));
  if (!frozen.ok) return frozen;
  const election = frozen.value;
  if (election.rules.some(({ voting }) => voting.grounds.trim() === '')) return err('election_grounds_missing');
  if (unfitNominees(work, stored).length > 0) return err('election_nominees_unfit');
  const fingerprint = fingerprintOf(election);
  const acknowledged = stored.preparation.acknowledged?.fingerprint === fingerprint.full;
  return ok({ stored, election, fingerprint, warnings: openingWarnings(election), acknowledged });
}

/** What an acknowledgement led to: the round is open, or opens by itself at its time or once all tellers have confirmed. */
export type Opening =
  | { readonly kind: 'opened'; readonly election: StoredElection }
  | { readonly kind: 'scheduled'; readonly election: StoredElection }
  | { readonly kind: 'waits_for_shares'; readonly election: StoredElection };

export type OpeningProblem = PreparationProblem | CourseError | 'election_changed' | 'ballot_not_ready';

/**
 * Records that the warnings of the election with this fingerprint were read, and opens it as soon as it may be. What was
 * changed since it was shown has another fingerprint, and has to be read anew.
 */
export function acknowledgeAndOpen(
  work: Work,
  actor: Person,
  id: number,
  fingerprint: string,
): Result<Opening, OpeningProblem> {
  const found = openingCase(work, actor, id);
  if (!found.ok) return found;
  if (found.value.fingerprint.full !== fingerprint) return err('election_changed');
  const preparation = { ...found.value.stored.preparation, acknowledged: { by: actor.id, at: work.now, fingerprint } };
  const acknowledged = { ...found.value.stored, preparation };
  const opened = open(work, { ...found.value, stored: acknowledged, acknowledged: true }, actor);
  if (opened.ok) return ok({ kind: 'opened', election: opened.value });
  if (opened.error !== 'election_too_early' && opened.error !== 'election_shares_unconfirmed') return opened;
  work.store.elections.save(acknowledged);
  return ok({ kind: opened.error === 'election_too_early' ? 'scheduled' : 'waits_for_shares', election: acknowledged });
}

/** Lets an acknowledged draft that opens later begin at once; its warnings have to be read anew, since its window changes. */
export function beginNow(work: Work, actor: Person, id: number): Result<StoredElection, PreparationProblem> {
  const found = openingCase(work, actor, id);
  if (!found.ok) return found;
  const { stored } = found.value;
  const window = { ...stored.election.window, from: work.now };
  const preparation = { ...stored.preparation, acknowledged: null };
  const changed = { ...stored, preparation, election: { ...stored.election, window } };
  work.store.elections.save(changed);
  return ok(changed);
}

function open(
  work: Work,
  { stored, election, fingerprint, acknowledged }: OpeningCase,
  actor: Person | null,
): Result<StoredElection, CourseError | 'ballot_not_ready'> {
  const { shares } = stored.preparation;
  const sharesConfirmed = shares.filter(({ confirmed }) => confirmed).map(({ teller }) => teller);
  const checks = { now: work.now, warningsAcknowledged: acknowledged, sharesConfirmed };
  const course = openElection({ ...stored.course, deadline: election.window.until }, election, checks);
  if (!course.ok) return course;
  const byServer = election.custody.by === 'server';
  if (byServer && !work.store.boxKeys.ready()) return err('ballot_not_ready');
  const publicKey = byServer ? work.store.boxKeys.create(stored.id) : stored.publicKey;
  if (publicKey === null) return err('election_shares_unconfirmed');
  const window = { openedAt: work.now, deadline: course.value.deadline };
  const slots = reminderSlots(window, officeCalendar(work), work.zone).map((at) => ({ at, told: false }));
  const opened = { ...stored, election, course: course.value, publicKey, fingerprint, slots };
  work.store.elections.save(opened);
  work.store.ballots.open(
    stored.id,
    election.roll.length,
    election.nominees.map(({ number }) => number),
  );
  recordElection(work, stored.id, 'opened', actor, fingerprint.full);
  return ok(opened);
}

/** What became of an acknowledged draft when its time came. */
export type OpeningTurn =
  | { readonly kind: 'opened'; readonly election: StoredElection }
  /** It differs from what was acknowledged, or cannot be opened any more: somebody has to look, and acknowledge anew. */
  | { readonly kind: 'not_opened'; readonly election: StoredElection; readonly problem: OpeningProblem };

/** Opens every acknowledged draft whose time has come; what only waits is left alone, what cannot open is told once. */
export function openDue(work: Work): readonly OpeningTurn[] {
  return work.store.elections
    .running()
    .filter(({ method, course, preparation }) => {
      return method === 'secret_ballot' && course.state === 'draft' && preparation.acknowledged !== null;
    })
    .flatMap((stored) => dueTurn(work, stored) ?? []);
}

const WAITING: readonly OpeningProblem[] = ['election_too_early', 'election_shares_unconfirmed', 'ballot_not_ready'];

function dueTurn(work: Work, stored: StoredElection): OpeningTurn | null {
  const { from, until } = stored.election.window;
  // Before its time nothing is asked of the draft: what is wrong in it may still be put right.
  if (work.now < from) return null;
  const found = caseOf(work, stored);
  const opened = !found.ok
    ? found
    : found.value.acknowledged
      ? open(work, found.value, null)
      : err('election_changed' as const);
  if (opened.ok) return { kind: 'opened', election: opened.value };
  if (WAITING.includes(opened.error) && work.now < until) return null;
  const election = { ...stored, preparation: { ...stored.preparation, acknowledged: null } };
  work.store.elections.save(election);
  return { kind: 'not_opened', election, problem: opened.error };
}
