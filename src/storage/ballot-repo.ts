import { and, asc, eq } from 'drizzle-orm';
import type { BallotLinks, Ballots } from '../app/ballot-ports.ts';
import { SEALED_BYTES } from '../domain/ballot/mark.ts';
import type { Database } from './database.ts';
import { ballotBox, ballotLink, ballotRoll } from './schema.ts';

/**
 * Roll and boxes. A box is one value: its marks in the order of their bytes, which are random, so that the same marks make
 * the same value in whatever order they came. Every cast writes roll and boxes anew, whether or not a box got a mark: no
 * row is older than another one. `wrote` is called for each change, so that the commit empties the write-ahead log, which
 * would hold one version after the other.
 */
export function createBallots({ drizzle }: Database, wrote: () => void): Ballots {
  function ticksOf(electionId: number): string {
    return drizzle.select().from(ballotRoll).where(eq(ballotRoll.electionId, electionId)).get()?.ticks ?? '';
  }

  function writeTicks(electionId: number, places: readonly number[]): void {
    const before = ticksOf(electionId);
    if (places.some((place) => before[place] !== '0')) throw new Error('no place that has yet to vote');
    const ticks = [...before].map((tick, place) => (places.includes(place) ? '1' : tick)).join('');
    drizzle.update(ballotRoll).set({ ticks }).where(eq(ballotRoll.electionId, electionId)).run();
  }

  function boxes(electionId: number) {
    return drizzle
      .select({ nominee: ballotBox.nominee, marks: ballotBox.marks })
      .from(ballotBox)
      .where(eq(ballotBox.electionId, electionId))
      .orderBy(asc(ballotBox.nominee))
      .all();
  }

  return {
    open(electionId, members, nominees) {
      wrote();
      drizzle
        .insert(ballotRoll)
        .values({ electionId, ticks: '0'.repeat(members) })
        .run();
      for (const nominee of nominees) {
        drizzle
          .insert(ballotBox)
          .values({ electionId, nominee, marks: Buffer.alloc(0) })
          .run();
      }
    },
    ticks: (electionId) => [...ticksOf(electionId)].map((tick) => tick === '1'),
    cast(electionId, place, marks) {
      wrote();
      writeTicks(electionId, [place]);
      const before = boxes(electionId);
      const known = new Set(before.map(({ nominee }) => nominee));
      if ([...marks.keys()].some((nominee) => !known.has(nominee))) throw new Error('a mark without a box');
      drizzle.delete(ballotBox).where(eq(ballotBox.electionId, electionId)).run();
      for (const { nominee, marks: sealed } of before) {
        const added = marks.get(nominee);
        if (added !== undefined && added.length !== SEALED_BYTES) throw new RangeError('length of a sealed mark');
        const all = added === undefined ? split(sealed) : [...split(sealed), Buffer.from(added)];
        const inOrder = Buffer.concat(all.toSorted(Buffer.compare));
        drizzle.insert(ballotBox).values({ electionId, nominee, marks: inOrder }).run();
      }
    },
    tick(electionId, places) {
      wrote();
      writeTicks(electionId, places);
    },
    boxes: (electionId) => boxes(electionId).map(({ nominee, marks }) => ({ nominee, marks: split(marks) })),
    destroy(electionId, what) {
      wrote();
      drizzle.delete(ballotBox).where(eq(ballotBox.electionId, electionId)).run();
      drizzle.delete(ballotLink).where(eq(ballotLink.electionId, electionId)).run();
      if (what === 'boxes_and_roll') drizzle.delete(ballotRoll).where(eq(ballotRoll.electionId, electionId)).run();
    },
  };
}

function split(marks: Buffer): readonly Buffer[] {
  if (marks.length % SEALED_BYTES !== 0) throw new Error('a box of broken marks');
  return Array.from({ length: marks.length / SEALED_BYTES }, (_, index) =>
    marks.subarray(index * SEALED_BYTES, (index + 1) * SEALED_BYTES),
  );
}

/** Addresses of the ballot page. */
export function createBallotLinks({ drizzle }: Database): BallotLinks {
  return {
    issue(electionId, memberId, tokenHash) {
      drizzle
        .delete(ballotLink)
        .where(and(eq(ballotLink.electionId, electionId), eq(ballotLink.memberId, memberId)))
        .run();
      drizzle.insert(ballotLink).values({ electionId, memberId, tokenHash }).run();
    },
    find: (tokenHash) =>
      drizzle
        .select({ electionId: ballotLink.electionId, memberId: ballotLink.memberId })
        .from(ballotLink)
        .where(eq(ballotLink.tokenHash, tokenHash))
        .get() ?? null,
  };
}
