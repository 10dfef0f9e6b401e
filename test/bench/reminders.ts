import { replanCampaign } from '../../src/app/due-planning.ts';
import type { Work } from '../../src/app/ports.ts';
import { createTelegramChannel } from '../../src/channels/telegram/channel.ts';
import { createBot } from '../../src/composition.ts';
import { systemRandomness } from '../../src/lib/ids.ts';
import { systemTimers } from '../../src/runtime/sender.ts';
import type { Database } from '../../src/storage/database.ts';
import { officeClock, ZONE } from '../support/office-clock.ts';
import { prepareOffice } from './office.ts';
import { type Cost, measured } from './rounds.ts';

/** What planning and firing for an office took, in milliseconds of the processor. */
export interface Reminding {
  readonly people: number;
  /** Rows of the year, office's and people's. */
  readonly rows: number;
  readonly plan: number;
  /** Nothing changed: everything is compared, nothing written. */
  readonly planAgain: number;
  /** What may be sent to one person in the month that has most, if they never do what they are reminded of. */
  readonly fullestMonth: number;
  /** One person left. */
  readonly planChange: number;
  /** Everybody's reminder of one morning, to messages in the outbox. */
  readonly fire: number;
  /** Longest time by the clock during which nobody else was served. */
  readonly longestTurn: number;
}

const START = '2022-02-14 09:00';
/** People who come through the use cases; the others are written straight into the tables, which is not measured. */
export const FIRST = 20;
const DIVISION = 20;

const FULLEST_MONTH = `
  SELECT max(count) FROM (
    SELECT count(*) AS count FROM due_item WHERE member_id IS NOT NULL
    GROUP BY member_id, strftime('%Y-%m', due_at / 1000, 'unixepoch')
  )`;

/** Plans a year for an office of `people`, and fires the reminder that all of them still need. */
export async function remindOffice(people: number): Promise<Reminding> {
  const clock = officeClock(START);
  const office = await prepareOffice(FIRST, clock.now());
  try {
    const storage = office.copy('reminders');
    const { store, unitOfWork, database } = storage;
    unitOfWork.run(() => grow(database, people, clock.now()));
    const work = (): Work => ({ store, now: clock.now(), random: systemRandomness, zone: ZONE });
    const planning = async () => millis(await measured(() => unitOfWork.run(() => replanCampaign(work()))));
    const plan = await planning();
    const rows = Number(database.sqlite.prepare('SELECT count(*) FROM due_item').pluck().get());
    const fullestMonth = Number(database.sqlite.prepare(FULLEST_MONTH).pluck().get());
    const planAgain = await planning();
    const [leaver] = store.members.active();
    if (leaver === undefined) throw new Error('an office without people');
    unitOfWork.run(() => store.members.save({ ...leaver, active: false }, clock.now()));
    const planChange = await planning();

    const next = store.dueItems.next(['registration_reminder'], clock.now());
    clock.advance((next?.dueAt ?? 0) - clock.now());
    const silent = { debug() {}, info() {}, warn() {}, error: fail };
    const channel = createTelegramChannel({ token: '1:bench', mode: 'polling', clock, log: silent });
    const parts = { storage, channels: [channel], clock, random: systemRandomness, timers: systemTimers };
    const bot = createBot({ ...parts, zone: ZONE, locale: 'vi', log: silent });
    const isLeft = () =>
      (store.dueItems.next(['registration_reminder'], clock.now() - 1)?.dueAt ?? Number.POSITIVE_INFINITY) <=
      clock.now();
    const turns = watchTurns();
    const fire = millis(
      await measured(async () => {
        bot.tick.start();
        // The heartbeat goes on by itself; what is left says when it is done.
        while (isLeft()) await new Promise((resolve) => setTimeout(resolve, 20));
      }),
    );
    const longestTurn = turns.stop();
    await bot.tick.stop();
    const sent = Number(
      database.sqlite.prepare("SELECT count(*) FROM outbox WHERE kind = 'registration_reminder'").pluck().get(),
    );
    if (sent < people - 1) throw new Error(`${sent} of ${people} were reminded`);
    storage.close();
    return { people, rows, fullestMonth, plan, planAgain, planChange, fire, longestTurn };
  } finally {
    office.remove();
  }
}

/** Everybody else of a large office, each linked to an account. */
export function grow({ sqlite }: Database, people: number, now: number): void {
  const count = 'WITH RECURSIVE n(i) AS (VALUES (:first) UNION ALL SELECT i + 1 FROM n WHERE i < :last)';
  const divisions = Math.ceil(people / DIVISION);
  sqlite
    .prepare(
      `${count} INSERT INTO division (code, name, ordinal, active) SELECT 'Q' || i, 'Phòng ' || i, CAST(i AS INTEGER), 1 FROM n`,
    )
    .run({ first: 2, last: divisions });
  const ids = sqlite.prepare("SELECT min(id) AS first FROM division WHERE code LIKE 'Q%'").get() as { first: number };
  const row = { first: FIRST + 2, last: people, now, division: ids.first, size: DIVISION };
  sqlite
    .prepare(
      `${count} INSERT INTO member (id, code, full_name, division_id, position, employment, roles, active, created_at, updated_at)
       SELECT CAST(1000 + i AS INTEGER), 'CC' || i, 'Nguyễn Thị Minh Ánh ' || i, CAST(:division AS INTEGER) + CAST((i - :first) / :size AS INTEGER), 'Chuyên viên',
         'civil_servant', iif(i % :size = 0, 'staff,head', 'staff'), 1, CAST(:now AS INTEGER), CAST(:now AS INTEGER) FROM n`,
    )
    .run(row);
  sqlite
    .prepare(
      `INSERT INTO chat_identity (channel, account_id, chat_id, member_id, linked_at, last_seen_at, reachable, preferred)
       SELECT 'telegram', '6' || id, '6' || id, id, CAST(:now AS INTEGER), CAST(:now AS INTEGER), 1, 1 FROM member WHERE id > 1000`,
    )
    .run({ now });
}

function watchTurns(): { stop(): number } {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  return {
    stop() {
      clearInterval(timer);
      return longest;
    },
  };
}

// The clock tells more of the machine's other work than of this one's.
function millis({ processor }: Cost): number {
  return processor / 1e3;
}

function fail(fields: object, message: string): void {
  throw new Error(`${message} ${JSON.stringify(fields)}`);
}
