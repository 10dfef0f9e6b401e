import { type CastError, mayCast } from '../domain/ballot/course.ts';
import type { Choice, Election, Nominee } from '../domain/ballot/election.ts';
import { SEALED_BYTES } from '../domain/ballot/mark.ts';
import { linesOf } from '../domain/ballot/pass-rule.ts';
import type { Person } from '../domain/person.ts';
import type { EpochMs } from '../lib/clock.ts';
import { sha256Hex } from '../lib/ids.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { StoredElection } from './ballot-ports.ts';
import { placeOf, rollOf } from './election-record.ts';
import type { Work } from './ports.ts';

/** A ballot that a member may cast now. */
export interface Ballot {
  readonly id: number;
  readonly election: Election;
  /** X25519, base64url. */
  readonly publicKey: string;
  /** For people to compare: the short form of the election's fingerprint. */
  readonly fingerprint: { readonly short: string; readonly full: string };
  readonly deadline: EpochMs;
  /** Lines on which the member marks, in the order of the ballot. */
  readonly lines: readonly Nominee[];
  /** Lines left out because they are the member's own. */
  readonly recused: readonly Nominee[];
}

export type BallotError = CastError | 'ballot_gone';

/** Ballots that this person may still cast, the one that ends first at the head. */
export function openBallots(work: Work, actor: Person): readonly Ballot[] {
  return work.store.elections
    .running()
    .flatMap((stored) => {
      const ballot = ballotIn(work, actor, stored);
      return ballot.ok ? [ballot.value] : [];
    })
    .toSorted((left, right) => left.deadline - right.deadline);
}

/** The ballot of this person in one election, or why there is none (any more). */
export function ballotOf(work: Work, actor: Person, electionId: number): Result<Ballot, BallotError> {
  const stored = work.store.elections.byId(electionId);
  return stored === null ? err('ballot_gone') : ballotIn(work, actor, stored);
}

function ballotIn(work: Work, actor: Person, stored: StoredElection): Result<Ballot, BallotError> {
  const { id, election, course, publicKey, fingerprint, method } = stored;
  if (method !== 'secret_ballot') return err('ballot_gone');
  const member = actor.active ? (rollOf(work, stored).find(({ code }) => code === actor.code) ?? null) : null;
  const may = mayCast(course, member, work.now);
  if (!may.ok) return may;
  if (publicKey === null || fingerprint === null) throw new Error(`election ${id} is open without a key`);
  const lines = linesOf(election, actor);
  const recused = election.nominees.filter((nominee) => !lines.includes(nominee));
  return ok({ id, election, publicKey, fingerprint, deadline: course.deadline, lines, recused });
}

export type CastingError = BallotError | 'ballot_incomplete' | 'ballot_not_ready';

/**
 * Casts what somebody chose in the chat: one choice for each of their lines, sealed here. Ticks the roll and puts the marks
 * into their boxes in one go; leaves no other trace, of when or of what.
 */
export function castChoices(
  work: Work,
  actor: Person,
  electionId: number,
  choices: ReadonlyMap<number, Choice>,
): Result<void, CastingError> {
  const ballot = ballotOf(work, actor, electionId);
  if (!ballot.ok) return ballot;
  if (!work.store.boxKeys.ready()) return err('ballot_not_ready');
  if (!completes(ballot.value, choices)) return err('ballot_incomplete');
  const { publicKey } = ballot.value;
  const seal = ([nominee, choice]: readonly [number, Choice]) =>
    [nominee, work.store.boxKeys.seal(publicKey, nominee, choice)] as const;
  return put(work, actor, electionId, new Map([...choices].map(seal)));
}

/** Casts marks that the ballot page sealed: one of `SEALED_BYTES` for each of the member's lines. */
export function castSealed(
  work: Work,
  actor: Person,
  electionId: number,
  marks: ReadonlyMap<number, Uint8Array>,
): Result<void, CastingError> {
  const ballot = ballotOf(work, actor, electionId);
  if (!ballot.ok) return ballot;
  const whole = completes(ballot.value, marks) && [...marks.values()].every(({ length }) => length === SEALED_BYTES);
  return whole ? put(work, actor, electionId, marks) : err('ballot_incomplete');
}

function completes({ lines }: Ballot, given: ReadonlyMap<number, unknown>): boolean {
  return given.size === lines.length && lines.every(({ number }) => given.has(number));
}

function put(
  work: Work,
  actor: Person,
  electionId: number,
  marks: ReadonlyMap<number, Uint8Array>,
): Result<void, BallotError> {
  const stored = work.store.elections.byId(electionId);
  const place = stored === null ? null : placeOf(stored, actor);
  if (place === null) return err('ballot_gone');
  work.store.ballots.cast(electionId, place, marks);
  return ok(undefined);
}

/** 144 random bits. */
const LINK_TOKEN_BYTES = 18;

/** A one-time address of the ballot page for this member, until the deadline; links that they asked for before stop working. */
export function issueBallotLink(
  work: Work,
  actor: Person,
  electionId: number,
): Result<{ readonly token: string; readonly expiresAt: EpochMs }, BallotError> {
  const ballot = ballotOf(work, actor, electionId);
  if (!ballot.ok) return ballot;
  const token = work.random.token(LINK_TOKEN_BYTES);
  work.store.ballotLinks.issue(electionId, actor.id, sha256Hex(token));
  return ok({ token, expiresAt: ballot.value.deadline });
}

/** Whose ballot an address of the ballot page stands for; what they may do is asked anew. */
export function linkedBallot(
  work: Pick<Work, 'store'>,
  token: string,
): { readonly electionId: number; readonly person: Person } | null {
  const link = work.store.ballotLinks.find(sha256Hex(token));
  const person = link === null ? null : work.store.members.byId(link.memberId);
  return link === null || person === null ? null : { electionId: link.electionId, person };
}
