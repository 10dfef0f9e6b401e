import type { KeyShare, KeyShares } from '../app/ballot-ports.ts';

/** Shares of keys, in memory alone: a restart forgets them, and they are made, or given, anew. */
export function createKeyShares(): KeyShares {
  const wishes = new Set<number>();
  const made = new Map<number, readonly KeyShare[]>();
  const given = new Map<number, ReadonlyMap<string, KeyShare>>();
  return {
    wish(electionId) {
      made.delete(electionId);
      wishes.add(electionId);
    },
    takeWishes() {
      const all = [...wishes];
      wishes.clear();
      return all;
    },
    made: (electionId) => made.get(electionId) ?? [],
    keep: (electionId, shares) => void made.set(electionId, shares),
    give(electionId, share) {
      const all = new Map(given.get(electionId)).set(share.teller, share);
      given.set(electionId, all);
      return all.size;
    },
    given: (electionId) => [...(given.get(electionId)?.values() ?? [])],
    forget(electionId) {
      wishes.delete(electionId);
      made.delete(electionId);
      given.delete(electionId);
    },
  };
}
