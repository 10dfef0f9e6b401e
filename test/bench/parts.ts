import { TELEGRAM_LIMITS } from '../../src/channels/telegram/send-limits.ts';
import { castBallots, castingLines } from './ballots.ts';
import { exportOffice } from './exports.ts';
import { compareInbound } from './inbound.ts';
import { drawPictures } from './pictures.ts';
import { type Reminding, remindOffice } from './reminders.ts';
import { drainBulk } from './sender.ts';
import { compare, perPerson, type Told } from './side-by-side.ts';
import { compareSizes } from './sizes.ts';
import { type Looking, lookAtOffice } from './standings.ts';
import { compareStarts } from './start-up.ts';
import { type Figure, whole } from './table.ts';

/** A big agency and a province. */
const AGENCY = 2_000;
const PROVINCE = 20_000;
/** An office, for what an office prints. */
const OFFICE = 200;
/** Others may wait so long, ms: what takes longer is done in a process of its own. */
const TURN_MS = 20;
/** Work that grows with the number of people may grow by a half more than they do: larger offices collect more garbage. */
const LINEAR = { atMost: 1.5 };

const REMINDING: Told<Reminding> = [
  ['rows of the year', ({ rows }) => rows],
  ['plan', ({ plan }) => plan],
  ['plan again, nothing changed', ({ planAgain }) => planAgain],
  ['plan again, one person left', ({ planChange }) => planChange],
  ['fire one reminder each', ({ fire }) => fire],
  ['longest turn, by the clock', ({ longestTurn }) => longestTurn],
];

const LOOKING: Told<Looking> = [
  ['standings of the office', ({ standings }) => standings],
  ['digest, ready to be stored', ({ digest }) => digest],
  ['its bytes', ({ bytes }) => bytes],
  ['the same in words', ({ wording }) => wording],
  ['three years of every holder', ({ history }) => history],
  ['database with all of that, kB', ({ databaseBytes }) => databaseBytes / 1e3],
];

/** The parts of the benchmark by name, in their order: each prints its own lines and returns what the last table tells. */
export const PARTS: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  inbound: compareInbound,
  sender: drain,
  reminders: remind,
  digest: look,
  exports: write,
  pictures: draw,
  ballots: cast,
  starts: compareStarts,
  offices: compareSizes,
};

async function drain(): Promise<readonly Figure[]> {
  const { bulk, answers, seconds, share, floods, answerWaits, processorPerMessage } = await drainBulk();
  const wait = (part: number) => answerWaits[Math.ceil(answerWaits.length * part) - 1] ?? Number.NaN;
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
  const { perSecond } = TELEGRAM_LIMITS;
  const beside = `Telegram takes ${perSecond}/s`;
  const able = 1e6 / processorPerMessage;
  return [
    {
      what: 'sender, a reminder to 10000',
      seen: `${(share * perSecond).toFixed(1)} messages/s`,
      beside,
      ratio: share,
      aim: { atLeast: 0.95 },
    },
    {
      what: 'sender, one processor alone',
      seen: `${whole(able)} messages/s`,
      beside,
      ratio: able / perSecond,
      aim: null,
    },
  ];
}

async function remind(): Promise<readonly Figure[]> {
  const offices = [await remindOffice(AGENCY), await remindOffice(PROVINCE)] as const;
  compare('reminders, processor ms', offices, REMINDING);
  const [, { fire, people, rows, fullestMonth }] = offices;
  console.log(
    `who never does what they are reminded of gets ${(rows / people).toFixed(1)} reminders a year, ${fullestMonth} in the fullest month`,
  );
  const sending = people / TELEGRAM_LIMITS.perSecond;
  return [
    linear('plan a year', offices, ({ plan }) => plan),
    linear('fire a reminder', offices, ({ fire: took }) => took),
    {
      what: `fire a reminder to ${people}`,
      seen: `${(fire / 1e3).toFixed(1)} s`,
      beside: `Telegram takes them in ${whole(sending)} s`,
      ratio: fire / 1e3 / sending,
      aim: { atMost: 0.1 },
    },
  ];
}

async function look(): Promise<readonly Figure[]> {
  const offices = [await lookAtOffice(OFFICE), await lookAtOffice(PROVINCE)] as const;
  compare('the weekly digest, processor ms', offices, LOOKING);
  return [linear('weekly digest', offices, ({ digest }) => digest)];
}

/** What the large office takes, beside so many times what the small one does as it has more people. */
function linear<Office extends { readonly people: number }>(
  what: string,
  [small, large]: readonly [Office, Office],
  of: (office: Office) => number,
): Figure {
  const proportional = (of(small) * large.people) / small.people;
  return {
    what: `${what}, ${large.people} people`,
    seen: `${whole(of(large))} ms`,
    beside: `${whole(proportional)} ms as for ${small.people}`,
    ratio: perPerson(small, large, of),
    aim: LINEAR,
  };
}

async function write(): Promise<readonly Figure[]> {
  const offices = [await exportOffice(OFFICE), await exportOffice(PROVINCE)] as const;
  console.log(
    'registrations as a spreadsheet     people    seconds    rows/s    memory +MB    longest turn ms    file MB',
  );
  for (const { people, seconds, rowsPerSecond, memory, longestTurn, megabytes } of offices) {
    const rows = whole(rowsPerSecond).padStart(10) + whole(memory).padStart(14) + whole(longestTurn).padStart(19);
    console.log(
      `${''.padEnd(32)}${whole(people).padStart(9)}${seconds.toFixed(2).padStart(11)}${rows}${megabytes.toFixed(1).padStart(11)}`,
    );
  }
  const [, { people, longestTurn }] = offices;
  return [turn(`spreadsheet of ${people} rows`, longestTurn)];
}

async function draw(): Promise<readonly Figure[]> {
  const { first, kinds, longestTurn, memory, line } = await drawPictures();
  console.log('pictures, ms                    in its process     in the program itself');
  for (const { name, thread, inside } of kinds) {
    console.log(`${name.padEnd(32)}${whole(thread).padStart(14)}${whole(inside).padStart(26)}`);
  }
  console.log(
    `the first one, with its process ${whole(first)} ms; longest turn of the program meanwhile ${whole(longestTurn)} ms`,
  );
  console.log(
    `memory, MB: ${whole(memory.before)} before, ${whole(memory.drawing)} drawing, ${whole(memory.after)} after`,
  );
  console.log(
    `the year's line from registrations, ms: ${line.small.toFixed(2)} of 200 people, ${line.large.toFixed(2)} of 20000`,
  );
  return [turn('pictures', longestTurn)];
}

function turn(what: string, longestTurn: number): Figure {
  return {
    what: `${what}: longest others wait`,
    seen: `${whole(longestTurn)} ms`,
    beside: `${TURN_MS} ms`,
    ratio: longestTurn / TURN_MS,
    aim: null,
  };
}

async function cast(): Promise<readonly Figure[]> {
  const castings = [await castBallots(15, 15), await castBallots(20, 50)];
  console.log(castingLines(castings).join('\n'));
  return castings.map(({ nominees, members, casts, rows }) => {
    const middle = (values: readonly number[]) => values[Math.ceil(values.length / 2) - 1] ?? Number.NaN;
    return {
      what: `a ballot cast, ${nominees} nominees, ${members} members`,
      seen: `${middle(casts).toFixed(1)} ms`,
      beside: `as ordinary rows ${middle(rows).toFixed(1)} ms`,
      ratio: middle(casts) / middle(rows),
      aim: null,
    };
  });
}
