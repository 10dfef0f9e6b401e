import type { RollEntry } from '../domain/ballot/election.ts';
import type { ElectionAction } from '../domain/ballot/record.ts';
import type { Person } from '../domain/person.ts';
import { audit } from './audit.ts';
import type { StoredElection } from './ballot-ports.ts';
import type { Store, Work } from './ports.ts';

/** The roll of an opened election as it stands: who has voted, and how they vote. */
export function rollOf({ store }: Pick<Work, 'store'>, { id, election }: StoredElection): readonly RollEntry[] {
  const ticks = store.ballots.ticks(id);
  return election.roll.map(({ code, way }, place) => ({ code, way, voted: ticks[place] === true }));
}

/** A person's place on the frozen roll; null for who is not on it. */
export function placeOf({ election }: StoredElection, { code }: Pick<Person, 'code'>): number | null {
  const place = election.roll.findIndex((member) => member.code === code);
  return place === -1 ? null : place;
}

/** Writes a line of an election's record: what happened, never a cast. */
export function recordElection(
  work: Work,
  electionId: number,
  action: ElectionAction,
  actor: Person | null,
  note: string | null = null,
): void {
  work.store.elections.record(electionId, { at: work.now, actorId: actor?.id ?? null, action, note });
  const coded = CODED_NOTES[action];
  const details = coded === undefined || note === null ? {} : { [coded]: note };
  audit(work, { action: `election_${action}`, actor, subject: { kind: 'election', id: electionId }, details });
}

/** Logs that the keys of elections are gone; their own records say with what they ended. */
export function auditDestroyedKeys(work: Work, electionIds: readonly number[]): void {
  for (const id of electionIds) {
    audit(work, { action: 'election_key_destroyed', actor: null, subject: { kind: 'election', id } });
  }
}

/** Lines whose note is a code; the others are reasons in somebody's words, which stay in the election's own record. */
const CODED_NOTES: Partial<Record<ElectionAction, string>> = {
  opened: 'fingerprint',
  count_stopped: 'problem',
  recounted: 'outcome',
};

/** Elections whose key is in a file of this server, from the opening to the publication. */
export function electionsWithKey({ elections }: Pick<Store, 'elections'>): readonly number[] {
  return elections
    .running()
    .filter(({ method, course, election }) => {
      return method === 'secret_ballot' && course.state !== 'draft' && election.custody.by === 'server';
    })
    .map(({ id }) => id);
}

/** Whether marks have to be sealed or opened soon: then the library for it is worth its memory. */
export function sealsSoon({ elections }: Pick<Store, 'elections'>): boolean {
  return elections.running().some(({ method }) => method === 'secret_ballot');
}
