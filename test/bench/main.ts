import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { castBallots, castingLines } from './ballots.ts';
import { type Exporting, exportOffice } from './exports.ts';
import { createFloor, eventOf, type Recording, recordWrites } from './floor.ts';
import { prepareOffice } from './office.ts';
import { drawPictures } from './pictures.ts';
import { createPipeline } from './pipeline.ts';
import { ANSWERS } from './registration.ts';
import { type Reminding, remindOffice } from './reminders.ts';
import { type Arrival, type Contender, median, type Pace, peopleOf, playRound, type RoundSize } from './rounds.ts';
import { type Drain, drainBulk } from './sender.ts';
import { type Looking, lookAtOffice } from './standings.ts';
import { type StartUp, startDemonstration, startWithTelegram } from './start-up.ts';
import { createWizard } from './wizard.ts';

/** The first round warms up and is not counted. */
const ROUNDS = 1 + Number(process.env.BENCH_ROUNDS ?? 5);
/** Starts of the program of which the middle one is told. */
const STARTS = 5;
const SIZE: RoundSize = { single: 100, batch: 400, perBatch: 100 };
const ARRIVALS: readonly Arrival[] = ['single', 'batch'];

/** What is told of reminders. */
const REMINDING: readonly (readonly [string, (office: Reminding) => number])[] = [
  ['rows of the year', ({ rows }) => rows],
  ['plan', ({ plan }) => plan],
  ['plan again, nothing changed', ({ planAgain }) => planAgain],
  ['plan again, one person left', ({ planChange }) => planChange],
  ['fire one reminder each', ({ fire }) => fire],
  ['longest turn, by the clock', ({ longestTurn }) => longestTurn],
];

/** What is told of the weekly digest. */
const LOOKING: readonly (readonly [string, (office: Looking) => number])[] = [
  ['standings of the office', ({ standings }) => standings],
  ['digest, ready to be stored', ({ digest }) => digest],
  ['its bytes', ({ bytes }) => bytes],
  ['the same in words', ({ wording }) => wording],
  ['three years of every holder', ({ history }) => history],
];

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
    if (contender.check() !== people) throw new Error(`${contender.name} completed ${contender.check()} of ${people}`);
  }
  print(results);
  printDrain(await drainBulk());
  compare('reminders, processor ms', [await remindOffice(10_000), await remindOffice(100_000)], REMINDING);
  compare('the weekly digest, processor ms', [await lookAtOffice(200), await lookAtOffice(20_000)], LOOKING);
  printExports([await exportOffice(200), await exportOffice(20_000)]);
  await printPictures();
  console.log(`\n${castingLines([await castBallots(15, 15), await castBallots(20, 50)]).join('\n')}`);
  await printStarts();
} finally {
  office.remove();
  rmSync(wizardFolder, { recursive: true, force: true });
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

function print(results: ReadonlyMap<string, readonly Pace[]>): void {
  const paces = (name: string, arrival: Arrival) => results.get(`${name} ${arrival}`) ?? [];
  const rates = (name: string, arrival: Arrival) => paces(name, arrival).map((pace) => pace.eventsPerSecond);
  const processor = (name: string, arrival: Arrival) =>
    median(paces(name, arrival).map((pace) => pace.processorPerEvent));
  const middle = (name: string, arrival: Arrival) => median(rates(name, arrival));
  // A ratio is taken within a round, where both met about the same machine, and the middle one is told.
  const ratio = (other: string, arrival: Arrival) => {
    const base = rates(other, arrival);
    return median(rates('pipeline', arrival).map((rate, index) => rate / (base[index] ?? Number.NaN)));
  };
  console.log(`Registration dialogue, ${ANSWERS} answers; synchronous=FULL; medians of ${ROUNDS - 1} rounds`);
  console.log('events/s                        one by one   polls of 100');
  line('inbound pipeline', (arrival) => whole(middle('pipeline', arrival)));
  line('floor: the same rows, no program', (arrival) => whole(middle('floor', arrival)));
  line('telegraf wizard, SQLite session', (arrival) => whole(middle('wizard', arrival)));
  line('pipeline / floor', (arrival) => ratio('floor', arrival).toFixed(2));
  line('pipeline / wizard', (arrival) => ratio('wizard', arrival).toFixed(2));
  console.log('processor µs an event');
  for (const name of ['pipeline', 'floor', 'wizard']) line(name, (arrival) => whole(processor(name, arrival)));
}

function printDrain({ bulk, answers, seconds, share, floods, answerWaits, processorPerMessage }: Drain): void {
  const wait = (part: number) => answerWaits[Math.ceil(answerWaits.length * part) - 1] ?? Number.NaN;
  console.log('');
  console.log(
    `Sender: a reminder to ${bulk} people at Telegram's limits while ${answers} answers leave; simulated time`,
  );
  console.log(
    `drained in ${whole(seconds)} s, ${(share * 100).toFixed(1)} % of the allowed rate, ${floods} answers 429`,
  );
  console.log(
    `an answer waits ${whole(wait(0.5))} ms (median), ${whole(wait(0.99))} ms (p99), ${whole(wait(1))} ms (longest)`,
  );
  console.log(`processor µs a message ${whole(processorPerMessage)}`);
}

/** The same work for a small and a large office, side by side; × 1.00 a person is linear. */
function compare<Office extends { readonly people: number }>(
  heading: string,
  offices: readonly [Office, Office],
  rows: readonly (readonly [string, (office: Office) => number])[],
): void {
  const [small, large] = offices;
  const people = large.people / small.people;
  console.log('');
  console.log(
    `${heading.padEnd(32)}${offices.map((one) => `${one.people} people`.padStart(15)).join('')}     per person`,
  );
  for (const [label, of] of rows) {
    const ratio = (of(large) / of(small) / people).toFixed(2);
    console.log(
      `${label.padEnd(32)}${offices.map((one) => whole(of(one)).padStart(15)).join('')}${`× ${ratio}`.padStart(15)}`,
    );
  }
}

function printExports(offices: readonly Exporting[]): void {
  console.log('');
  console.log(
    'registrations as a spreadsheet     people    seconds    rows/s    memory +MB    longest turn ms    file MB',
  );
  for (const { people, seconds, rowsPerSecond, memory, longestTurn, megabytes } of offices) {
    console.log(
      `${''.padEnd(32)}${whole(people).padStart(9)}${seconds.toFixed(2).padStart(11)}${whole(rowsPerSecond).padStart(10)}` +
        `${whole(memory).padStart(14)}${whole(longestTurn).padStart(19)}${megabytes.toFixed(1).padStart(11)}`,
    );
  }
}

async function printPictures(): Promise<void> {
  const { first, kinds, longestTurn, memory, line } = await drawPictures();
  console.log('');
  console.log('pictures, ms                     in the thread     in the program itself');
  for (const { name, thread, inside } of kinds) {
    console.log(`${name.padEnd(32)}${whole(thread).padStart(14)}${whole(inside).padStart(26)}`);
  }
  console.log(
    `the first one, with its thread ${whole(first)} ms; longest turn of the program meanwhile ${whole(longestTurn)} ms`,
  );
  console.log(
    `memory, MB: ${whole(memory.before)} before, ${whole(memory.drawing)} drawing, ${whole(memory.after)} after`,
  );
  console.log(
    `the year's line from registrations, ms: ${line.small.toFixed(2)} of 200 people, ${line.large.toFixed(2)} of 20000 (× ${(line.large / line.small / 100).toFixed(2)} per person)`,
  );
}

async function printStarts(): Promise<void> {
  console.log('');
  console.log('start-up to ready               wall ms    processor ms    idle memory, MB');
  await printStart('demonstration, empty folder', startDemonstration);
  await printStart('production, Telegram', startWithTelegram);
}

async function printStart(label: string, start: (idle: boolean) => Promise<StartUp>): Promise<void> {
  const starts: StartUp[] = [];
  for (let turn = 0; turn < STARTS; turn += 1) starts.push(await start(turn === STARTS - 1));
  const wall = median(starts.map(({ readyMs }) => readyMs));
  const processor = median(starts.map(({ cpuMs }) => cpuMs));
  const memory = starts.at(-1)?.residentMb ?? Number.NaN;
  console.log(
    `${label.padEnd(32)}${whole(wall).padStart(7)}${whole(processor).padStart(16)}${whole(memory).padStart(19)}`,
  );
}

function line(label: string, value: (arrival: Arrival) => string): void {
  const [single = '', batch = ''] = ARRIVALS.map(value);
  console.log(`${label.padEnd(32)}${single.padStart(10)}${batch.padStart(15)}`);
}

function whole(rate: number): string {
  return String(Math.round(rate));
}
