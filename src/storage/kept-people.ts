import type { ChatIdentity, StoredDivision } from '../app/ports.ts';
import type { Role } from '../domain/member.ts';
import type { Person } from '../domain/person.ts';

/** A chat account with the person behind it. */
export interface LinkedPerson {
  readonly person: Person;
  readonly identity: ChatIdentity;
}

/**
 * People as they were last read, so that not every event of a person reads them again. Whoever writes a person, a
 * division or a chat account forgets everything; so does a transaction that meets another process's write, or is undone.
 * What is kept is therefore always what the database would answer: a right that was taken away is gone at once.
 */
export interface KeptPeople {
  byId(id: number, read: () => Person | null): Person | null;
  byAccount(channel: string, accountId: string, read: () => LinkedPerson | null): LinkedPerson | null;
  inDivision(divisionId: number, read: () => readonly Person[]): readonly Person[];
  withRole(role: Role, read: () => readonly Person[]): readonly Person[];
  /** Everybody who is active: lists, counts and planning ask for all of them. */
  active(read: () => readonly Person[]): readonly Person[];
  /** All divisions: every question about titles counts them. */
  divisions(read: () => readonly StoredDivision[]): readonly StoredDivision[];
  forget(): void;
}

/** Entries of each kind: a province's staff fit, strangers and forged accounts cannot fill the memory. */
const MOST_KEPT = 20_000;

/** Nobody kept yet. */
export function createKeptPeople(): KeptPeople {
  const byId = new Map<number, Person>();
  const byAccount = new Map<string, LinkedPerson>();
  const inDivision = new Map<number, readonly Person[]>();
  const withRole = new Map<Role, readonly Person[]>();
  let active: readonly Person[] | null = null;
  let divisions: readonly StoredDivision[] | null = null;
  return {
    byId: (id, read) => keptOrRead(byId, id, read),
    byAccount: (channel, accountId, read) => keptOrRead(byAccount, `${channel}:${accountId}`, read),
    inDivision: (divisionId, read) => keptOrRead(inDivision, divisionId, read) ?? [],
    withRole: (role, read) => keptOrRead(withRole, role, read) ?? [],
    active(read) {
      active ??= read();
      return active;
    },
    divisions(read) {
      divisions ??= read();
      return divisions;
    },
    forget() {
      divisions = null;
      active = null;
      byId.clear();
      byAccount.clear();
      inDivision.clear();
      withRole.clear();
    },
  };
}

// What does not exist is not kept: it may come to exist with the next event.
function keptOrRead<K, V>(kept: Map<K, V>, key: K, read: () => V | null): V | null {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const found = read();
  if (found === null) return null;
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, found);
  return found;
}
