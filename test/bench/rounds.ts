import { ANSWERS } from './registration.ts';

/** Some people who all give the same answer of their registration at once. */
export interface Slice {
  readonly people: readonly number[];
  readonly step: number;
}

/** What some work took. */
export interface Cost {
  readonly nanoseconds: bigint;
  /** Processor time of this process in microseconds: waiting for the disk does not count. */
  readonly processor: number;
}

/** Rates of one round. */
export interface Pace {
  readonly eventsPerSecond: number;
  /** Processor time of one event in microseconds. */
  readonly processorPerEvent: number;
}

/** Does the work and measures it alone. */
export async function measured(work: () => unknown): Promise<Cost> {
  const processor = process.cpuUsage();
  const began = process.hrtime.bigint();
  await work();
  const nanoseconds = process.hrtime.bigint() - began;
  const { user, system } = process.cpuUsage(processor);
  return { nanoseconds, processor: user + system };
}

/** One of the programs that are compared. */
export interface Contender {
  readonly name: string;
  /** Handles one event of each of these people as one batch and returns what it took. */
  take(slice: Slice): Promise<Cost>;
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

/** Takes a contender through the whole dialogue of all people of a round. */
export async function playRound(contender: Contender, arrival: Arrival, size: RoundSize, round: number): Promise<Pace> {
  const first = round * peopleOf(size) + (arrival === 'single' ? 0 : size.single);
  const count = size[arrival];
  const perSlice = arrival === 'single' ? 1 : size.perBatch;
  let nanoseconds = 0n;
  let processor = 0;
  for (let step = 0; step < ANSWERS; step += 1) {
    for (let start = 0; start < count; start += perSlice) {
      const people = Array.from({ length: Math.min(perSlice, count - start) }, (_, index) => first + start + index);
      const cost = await contender.take({ people, step });
      nanoseconds += cost.nanoseconds;
      processor += cost.processor;
    }
  }
  const events = count * ANSWERS;
  return { eventsPerSecond: (events * 1e9) / Number(nanoseconds), processorPerEvent: processor / events };
}
