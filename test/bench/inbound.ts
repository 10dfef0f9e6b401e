import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TELEGRAM_LIMITS } from '../../src/channels/telegram/send-limits.ts';
import { createFloor, eventOf, type Recording, recordWrites } from './floor.ts';
import { prepareOffice } from './office.ts';
import { createPipeline } from './pipeline.ts';
import { ANSWERS } from './registration.ts';
import { type Arrival, type Contender, type Pace, peopleOf, playRound, type RoundSize } from './rounds.ts';
import { type Figure, median, whole } from './table.ts';
import { createWizard } from './wizard.ts';

/** The first round warms up and is not counted. */
const ROUNDS = 1 + Number(process.env.BENCH_ROUNDS ?? 5);
const SIZE: RoundSize = { single: 100, batch: 400, perBatch: 100 };
const ARRIVALS: readonly Arrival[] = ['single', 'batch'];

type Results = ReadonlyMap<string, readonly Pace[]>;

/** The registration dialogue through pipeline, floor and wizard, which take turns. */
export async function compareInbound(): Promise<readonly Figure[]> {
  const people = ROUNDS * peopleOf(SIZE);
  const office = await prepareOffice(people, Date.now());
  const wizardFolder = mkdtempSync(join(tmpdir(), 'thidua-bench-'));
  try {
    const recording: Recording = new Map();
    let writes: ReturnType<typeof recordWrites> | null = null;
    const recorded = office.copy('recorded', (database) => {
      writes = recordWrites(database);
    });
    const recorder = createPipeline(recorded, (person, step) => {
      recording.set(eventOf(person, step), writes?.take() ?? []);
    });
    const contenders = [
      createPipeline(office.copy('pipeline')),
      createFloor(office.copy('floor'), recording),
      createWizard(wizardFolder),
    ];
    const results = new Map<string, Pace[]>();
    for (let round = 0; round < ROUNDS; round += 1) {
      recording.clear();
      for (const arrival of ARRIVALS) await playRound(recorder, arrival, SIZE, round);
      for (const arrival of ARRIVALS) await playAll(contenders, arrival, round, results);
    }
    for (const contender of contenders) {
      const completed = contender.check();
      if (completed !== people) throw new Error(`${contender.name} completed ${completed} of ${people}`);
    }
    print(results);
    return figuresOf(results);
  } finally {
    // What the last commits woke looks at the database once more, before its folder goes.
    await new Promise((resolve) => setImmediate(resolve));
    office.remove();
    rmSync(wizardFolder, { recursive: true, force: true });
  }
}

async function playAll(
  contenders: readonly Contender[],
  arrival: Arrival,
  round: number,
  results: Map<string, Pace[]>,
): Promise<void> {
  // Another one begins each round, so that none always meets the machine in the same mood.
  for (let turn = 0; turn < contenders.length; turn += 1) {
    const contender = contenders[(round + turn) % contenders.length];
    if (contender === undefined) continue;
    const pace = await playRound(contender, arrival, SIZE, round);
    const key = `${contender.name} ${arrival}`;
    if (round > 0) results.set(key, [...(results.get(key) ?? []), pace]);
  }
}

function ratesOf(results: Results, name: string, arrival: Arrival): readonly number[] {
  return (results.get(`${name} ${arrival}`) ?? []).map(({ eventsPerSecond }) => eventsPerSecond);
}

// A ratio is taken within a round, where both met about the same machine, and the middle one is told.
function ratioTo(results: Results, other: string, arrival: Arrival): number {
  const base = ratesOf(results, other, arrival);
  return median(ratesOf(results, 'pipeline', arrival).map((rate, index) => rate / (base[index] ?? Number.NaN)));
}

function processorOf(results: Results, name: string, arrival: Arrival): number {
  return median((results.get(`${name} ${arrival}`) ?? []).map(({ processorPerEvent }) => processorPerEvent));
}

function print(results: Results): void {
  const middle = (name: string, arrival: Arrival) => whole(median(ratesOf(results, name, arrival)));
  console.log(`Registration dialogue, ${ANSWERS} answers; synchronous=FULL; medians of ${ROUNDS - 1} rounds`);
  console.log('events/s                        one by one   polls of 100');
  line('inbound pipeline', (arrival) => middle('pipeline', arrival));
  line('floor: the same rows, no program', (arrival) => middle('floor', arrival));
  line('telegraf wizard, SQLite session', (arrival) => middle('wizard', arrival));
  line('pipeline / floor', (arrival) => ratioTo(results, 'floor', arrival).toFixed(2));
  line('pipeline / wizard', (arrival) => ratioTo(results, 'wizard', arrival).toFixed(2));
  console.log('processor µs an event');
  for (const name of ['pipeline', 'floor', 'wizard']) {
    line(name, (arrival) => whole(processorOf(results, name, arrival)));
  }
}

function figuresOf(results: Results): readonly Figure[] {
  const perSecond = (name: string, arrival: Arrival) => median(ratesOf(results, name, arrival));
  const figure = (other: 'floor' | 'wizard', arrival: Arrival, atLeast: number | null): Figure => ({
    what: `inbound, ${arrival === 'single' ? 'one by one' : 'polls of 100'}`,
    seen: `${whole(perSecond('pipeline', arrival))} events/s`,
    beside: `${other} ${whole(perSecond(other, arrival))}/s`,
    ratio: ratioTo(results, other, arrival),
    aim: atLeast === null ? null : { atLeast },
  });
  const single = perSecond('pipeline', 'single');
  return [
    figure('floor', 'single', 0.5),
    figure('wizard', 'single', null),
    figure('floor', 'batch', 0.2),
    figure('wizard', 'batch', 4),
    {
      what: 'inbound, one by one',
      seen: `${whole(single)} events/s`,
      beside: `Telegram takes ${TELEGRAM_LIMITS.perSecond} answers/s`,
      ratio: single / TELEGRAM_LIMITS.perSecond,
      aim: null,
    },
  ];
}

function line(label: string, value: (arrival: Arrival) => string): void {
  const [single = '', batch = ''] = ARRIVALS.map(value);
  console.log(`${label.padEnd(32)}${single.padStart(10)}${batch.padStart(15)}`);
}
