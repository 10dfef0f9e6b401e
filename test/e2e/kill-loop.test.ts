import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { previewStaff } from '../../src/app/staff-import.ts';
import { openStorage } from '../../src/composition.ts';
import { readDemoFiles } from '../../src/demo/demo-data.ts';
import type { PledgeContent } from '../../src/domain/pledge.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { createCatalogue } from '../../src/presentation/catalogue.ts';
import { staffVocabulary } from '../../src/presentation/staff-sheet-terms.ts';
import { temporaryScriptFolder } from '../storage/setup.ts';
import { type FakeTelegram, startFakeTelegram } from '../support/fake-telegram/start.ts';
import { ZONE } from '../support/office-clock.ts';
import { openOffice, planOpenAt } from '../support/open-office.ts';
import { seededRandomness } from '../support/seeded-randomness.ts';
import { type BotProcess, bundleProgram, createBotProcess } from './kill-loop/bot-process.ts';
import { type Crowd, gatherCrowd } from './kill-loop/crowd.ts';
import { createLedger } from './kill-loop/ledger.ts';
import { createRegistrant, intentionOf, type Registrant } from './kill-loop/registrant.ts';

/** More kills for a longer trial: `KILLS=200 npx vitest run test/e2e/kill-loop`. */
const KILLS = Number(process.env.KILLS ?? 32);
const SEED = process.env.SEED ?? '2022';
/** Calls of one life, from the first that reaches Telegram: some lives end while they start. */
const SHORTEST_LIFE = 1;
const LIFE_SPREAD = 70;
/** A kill comes up to so many turns of the event loop after the call that it is counted by. */
const TURNS = 12;
const LIMIT_MS = 60_000 + KILLS * 8_000;

it('killed again and again, the bot loses no answer and applies none twice', { timeout: LIMIT_MS }, async () => {
  const random = seededRandomness(SEED);
  const telegram = await startFakeTelegram();
  onTestFinished(() => telegram.close());
  const dataDir = mkdtempSync(join(tmpdir(), 'thidua-kill-loop-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const codes = await prepareOffice(dataDir);
  const path = join(dataDir, 'thidua.db');
  const ledger = createLedger(path);
  const registrants = codes.map((code) => createRegistrant(code, accountOf(code), telegram, ledger, random));
  const crowd = gatherCrowd(registrants);
  onTestFinished(crowd.leave);
  const bot = createBotProcess(await bundleProgram(temporaryScriptFolder()), {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'error',
  });
  onTestFinished(() => bot.kill());

  for (let kill = 0; kill < KILLS; kill += 1) {
    const calls = SHORTEST_LIFE + random.below(LIFE_SPREAD);
    await Promise.race([live(bot, telegram, crowd, calls), crowd.done]);
    for (let turn = random.below(TURNS); turn > 0; turn -= 1) await nextTurn();
    crowd.watch(false);
    ledger.close();
    await bot.kill();
  }
  crowd.finish();
  await Promise.race([live(bot, telegram, crowd, Number.POSITIVE_INFINITY), crowd.done]);
  await telegram.until(() => telegram.pending().length === 0);
  crowd.leave();
  ledger.close();
  expect(await bot.stop()).toBe(0);

  const books = openBooks(path);
  onTestFinished(books.close);
  // Nothing lost, nothing twice: each event is stored under its own key, once, and has its answer.
  const caused = registrants.flatMap((registrant) => registrant.events());
  expect(books.eventKeys()).toEqual([...caused].sort());
  expect(books.failedEvents()).toBe(0);
  expect(caused.filter((key) => !books.answered(key))).toEqual([]);
  expect(books.openMessages()).toBe(0);
  for (const [index, code] of codes.entries()) {
    const versions = registrants[index]?.confirmed() ?? 0;
    expect(books.pledge(code)).toEqual(expectedPledge(code, versions));
  }
  report(registrants, books.unknownMessages());
});

/** One life of the bot until Telegram has seen so many calls of it. */
async function live(bot: BotProcess, telegram: FakeTelegram, crowd: Crowd, calls: number): Promise<void> {
  const before = telegram.calls().length;
  bot.start();
  await telegram.until(() => telegram.calls().length > before);
  crowd.watch(true);
  await telegram.until(() => telegram.calls().length >= before + calls);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function accountOf(code: string): number {
  return 5_000_000 + Number(code.replace(/\D/g, ''));
}

/** The example's plan, open now, and its staff, everybody linked; returns the staff codes. */
async function prepareOffice(dataDir: string): Promise<readonly string[]> {
  const now = Date.now();
  const opened = await openStorage(dataDir, projectRoot, now);
  if (!opened.ok) throw new Error(`database refused: ${opened.error.kind}`);
  const catalogue = createCatalogue(ZONE);
  const { rows } = await readDemoFiles(projectRoot, catalogue);
  const codes = rows.flatMap(({ values }) => values.code ?? []);
  openOffice(
    opened.value,
    {
      plan: planOpenAt(now),
      staff: (work) => previewStaff(work, rows, staffVocabulary(catalogue, 'vi')).new.map(({ record }) => record),
      accounts: codes.map((code) => ({ channel: 'telegram', code, accountId: String(accountOf(code)) })),
    },
    now,
  );
  opened.value.close();
  return codes;
}

function expectedPledge(code: string, versions: number) {
  const numbers = Array.from({ length: versions }, (_, index) => index + 1);
  return {
    state: 'submitted',
    version: versions,
    events: numbers.map((version) => `${version === 1 ? 'submitted' : 'amended'} ${version}`),
    versions: numbers.map((version) => {
      const { initiative, summary, ownCommitment } = intentionOf(code, version);
      return { titles: ['advanced_worker'], initiative, summary, commitments: 3, ownCommitment };
    }),
  };
}

/** The database after the last life. */
function openBooks(path: string) {
  const sqlite = new Sqlite(path, { readonly: true });
  const count = (sql: string) => Number(sqlite.prepare(sql).pluck().get());
  const answer = sqlite.prepare<[string]>('SELECT 1 FROM outbox WHERE dedupe_key = ?');
  const pledge = sqlite.prepare<[string]>(
    `SELECT pledge.* FROM pledge JOIN member ON member.id = pledge.member_id
     WHERE member.code = ? AND pledge.kind = 'individual'`,
  );
  const versions = sqlite.prepare('SELECT content FROM pledge_version WHERE pledge_id = ? ORDER BY version').pluck();
  const events = sqlite.prepare("SELECT action || ' ' || version FROM pledge_event WHERE pledge_id = ? ORDER BY id");
  return {
    close() {
      sqlite.close();
    },
    eventKeys: () => sqlite.prepare('SELECT event_key FROM inbound_event ORDER BY event_key').pluck().all(),
    failedEvents: () => count("SELECT count(*) FROM inbound_event WHERE status <> 'done'"),
    answered: (key: string) => answer.get(`telegram:${key}:0`) !== undefined,
    openMessages: () => count("SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'unknown')"),
    unknownMessages: () => count("SELECT count(*) FROM outbox WHERE state = 'unknown'"),
    pledge(code: string) {
      const row = pledge.get(code) as { id: number; state: string; version: number };
      return {
        state: row.state,
        version: row.version,
        events: events.pluck().all(row.id),
        versions: versions.all(row.id).map((content) => {
          const { titles, initiative, commitments } = JSON.parse(String(content)) as PledgeContent;
          const own = commitments.find((commitment) => commitment.code === null)?.text;
          return {
            titles,
            initiative: initiative?.name,
            summary: initiative?.summary,
            commitments: commitments.length,
            ownCommitment: own,
          };
        }),
      };
    },
  };
}

function report(registrants: readonly Registrant[], unknown: number): void {
  const sum = (of: (registrant: Registrant) => number) => registrants.reduce((total, one) => total + of(one), 0);
  const registrations = sum((one) => one.confirmed());
  const events = sum((one) => one.events().length);
  const nudges = sum((one) => one.nudges());
  process.stdout.write(
    `${KILLS} kills, ${events} events, ${registrations} registrations; ${unknown} messages of unknown fate, asked again ${nudges} times\n`,
  );
}
