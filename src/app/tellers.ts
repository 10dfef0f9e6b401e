import type { Person } from '../domain/person.ts';
import { sha256Hex } from '../lib/ids.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { KeyShare, ShareRecord, StoredElection } from './ballot-ports.ts';
import { runsElections } from './election-closing.ts';
import { recordElection } from './election-record.ts';
import type { Work } from './ports.ts';

// The tellers' custody: nobody but the tellers together can open the boxes. What they hold passes through memory alone.

type TellersCustody = Extract<StoredElection['election']['custody'], { by: 'tellers' }>;

function custodyOf({ election, method }: StoredElection): TellersCustody | null {
  return method === 'secret_ballot' && election.custody.by === 'tellers' ? election.custody : null;
}

/** Whether every teller has said that they keep their share. */
export function isShared(stored: StoredElection): boolean {
  const custody = custodyOf(stored);
  const { shares } = stored.preparation;
  return (
    custody === null ||
    custody.tellers.every(({ code }) => shares.some(({ teller, confirmed }) => teller === code && confirmed))
  );
}

export type SharingError = 'not_allowed' | 'election_gone' | 'election_not_draft' | 'election_tellers_unusable';

/** Asks for a key to be made and split among the tellers of a draft; shares made before are worth nothing any more. */
export function shareKey(work: Work, actor: Person, electionId: number): Result<StoredElection, SharingError> {
  if (!runsElections(actor)) return err('not_allowed');
  const stored = work.store.elections.byId(electionId);
  if (stored === null) return err('election_gone');
  if (stored.course.state !== 'draft') return err('election_not_draft');
  if (custodyOf(stored) === null) return err('election_tellers_unusable');
  const asked = withoutShares(stored);
  work.store.elections.save(asked);
  work.store.keyShares.wish(electionId);
  return ok(asked);
}

function withoutShares(stored: StoredElection): StoredElection {
  return { ...stored, publicKey: null, preparation: { ...stored.preparation, shares: [] } };
}

/** Takes over a split key that was made for a draft; null when the draft is no longer waiting for it. */
export function recordShares(
  work: Work,
  electionId: number,
  publicKey: string,
  shares: readonly KeyShare[],
): StoredElection | null {
  const stored = work.store.elections.byId(electionId);
  const custody = stored === null ? null : custodyOf(stored);
  if (stored === null || custody === null || stored.course.state !== 'draft') return null;
  const holders = custody.tellers.map(({ code }) => code);
  if (shares.length !== holders.length || shares.some(({ teller }) => !holders.includes(teller))) return null;
  const records = shares.map(({ teller, share }): ShareRecord => {
    return { teller, sha256: sha256Hex(share), confirmed: false };
  });
  const shared = { ...stored, publicKey, preparation: { ...stored.preparation, shares: records } };
  work.store.elections.save(shared);
  work.store.keyShares.keep(electionId, shares);
  recordElection(work, electionId, 'shares_made', null);
  return shared;
}

/** Drafts whose shares were lost on their way because the program ended: their key has to be made anew. */
export function dropLostShares(work: Work): readonly StoredElection[] {
  return work.store.elections.running().flatMap((stored) => {
    const { shares } = stored.preparation;
    const lost = stored.course.state === 'draft' && shares.length > 0 && !isShared(stored);
    if (!lost || work.store.keyShares.made(stored.id).length > 0) return [];
    const dropped = withoutShares(stored);
    work.store.elections.save(dropped);
    return [dropped];
  });
}

/** Drafts for which this person has a share to confirm. */
export function unconfirmedShares(work: Work, actor: Person): readonly StoredElection[] {
  return work.store.elections.running().filter(({ course, preparation }) => {
    const own = preparation.shares.find(({ teller }) => teller === actor.code);
    return course.state === 'draft' && own?.confirmed === false;
  });
}

/** A teller says that they keep their share. Once all have, the shares are wiped here. */
export function confirmShare(
  work: Work,
  actor: Person,
  electionId: number,
): Result<StoredElection, 'share_not_awaited'> {
  const stored = unconfirmedShares(work, actor).find(({ id }) => id === electionId);
  if (stored === undefined || !actor.active) return err('share_not_awaited');
  const shares = stored.preparation.shares.map((share) =>
    share.teller === actor.code ? { ...share, confirmed: true } : share,
  );
  const confirmed = { ...stored, preparation: { ...stored.preparation, shares } };
  work.store.elections.save(confirmed);
  if (isShared(confirmed)) work.store.keyShares.forget(electionId);
  return ok(confirmed);
}

export type ShareError = 'share_not_awaited' | 'share_too_early' | 'share_wrong';

/** Closed elections whose boxes this person helps to open, and draft or open ones for which they hold a share already. */
export function custodies(work: Work, actor: Person): readonly StoredElection[] {
  if (!actor.active) return [];
  return work.store.elections
    .running()
    .filter((stored) => custodyOf(stored)?.tellers.some(({ code }) => code === actor.code) === true);
}

/** Whether a closed election waits for its tellers. */
export function awaitsTellers(stored: StoredElection): boolean {
  return stored.course.state === 'closed' && custodyOf(stored) !== null;
}

/** How far the opening of the boxes has come. */
export interface BoxOpening {
  readonly election: StoredElection;
  readonly given: number;
  readonly needed: number;
}

/**
 * Takes a teller's own share to open the boxes of a closed election; it is kept in memory alone. With the last one that
 * is needed the count follows after the commit.
 */
export function giveShare(work: Work, actor: Person, typed: string): Result<BoxOpening, ShareError> {
  const sha256 = sha256Hex(typed.trim());
  const mine = custodies(work, actor);
  const fitting = mine.find(({ preparation }) =>
    preparation.shares.some((share) => share.teller === actor.code && share.sha256 === sha256),
  );
  if (fitting === undefined) return err(mine.some(awaitsTellers) ? 'share_wrong' : 'share_not_awaited');
  if (!awaitsTellers(fitting)) return err('share_too_early');
  const needed = custodyOf(fitting)?.needed ?? 0;
  const given = work.store.keyShares.give(fitting.id, { teller: actor.code, share: typed.trim() });
  return ok({ election: fitting, given, needed });
}
