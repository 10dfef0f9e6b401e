import { ANSWERS } from './registration.ts';

/** Some people who all give the same answer of their registration at once. */
export interface Slice {
  readonly people: readonly number[];
  readonly step: number;
}

/** One of the programs that are compared. */
export interface Contender {
  readonly name: string;
  /** Handles one event of each of these people as one batch and returns the nanoseconds it took. */
  take(slice: Slice): Promise<bigint>;
  /** Registrations that are complete in its database. */
  check(): number;
}

/** How people arrive: one by one, or as full polls. */
export type Arrival = 'single' | 'batch';

/** Sizes of one round. */
export interface RoundSize {
  readonly single: number;
  readonly batch: number;
  readonly perBatch: number;
}

/** People that one round needs. */
export function peopleOf(size: RoundSize): number {
  return size.single + size.batch;
}

/** Takes a contender through the whole dialogue of all people of a round; events per second. */
export async function playRound(
  contender: Contender,
  arrival: Arrival,
  size: RoundSize,
  round: number,
): Promise<number> {
  const first = round * peopleOf(size) + (arrival === 'single' ? 0 : size.single);
  const count = size[arrival];
  const perSlice = arrival === 'single' ? 1 : size.perBatch;
  let nanoseconds = 0n;
  for (let step = 0; step < ANSWERS; step += 1) {
    for (let start = 0; start < count; start += perSlice) {
      const people = Array.from({ length: Math.min(perSlice, count - start) }, (_, index) => first + start + index);
      nanoseconds += await contender.take({ people, step });
    }
  }
  return (count * ANSWERS * 1e9) / Number(nanoseconds);
}

/** The middle value; of an even number the lower middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
