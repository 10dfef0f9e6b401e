import type { EpochMs } from '../lib/clock.ts';
import type { StoredElection } from './ballot-ports.ts';
import type { Work } from './ports.ts';

/** Something that a round does by itself at a known moment. */
export interface ElectionMoment {
  readonly does: 'opens' | 'reminds' | 'closes';
  /** Name of the round. */
  readonly name: string;
  readonly at: EpochMs;
}

/** What rounds do by themselves from now on, soonest first. */
export function electionMoments({ store, now }: Pick<Work, 'store' | 'now'>): readonly ElectionMoment[] {
  return store.elections
    .running()
    .flatMap(momentsOf)
    .filter(({ at }) => at > now)
    .toSorted((left, right) => left.at - right.at);
}

function momentsOf({ election, course, preparation, slots }: StoredElection): readonly ElectionMoment[] {
  const { name, window } = election;
  if (course.state === 'draft') {
    return preparation.acknowledged === null ? [] : [{ does: 'opens', name, at: window.from }];
  }
  if (course.state !== 'open') return [];
  const ahead = slots.filter(({ told }) => !told).map(({ at }): ElectionMoment => ({ does: 'reminds', name, at }));
  return [...ahead, { does: 'closes', name, at: course.deadline }];
}
