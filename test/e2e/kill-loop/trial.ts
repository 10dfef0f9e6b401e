import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { temporaryScriptFolder } from '../../storage/setup.ts';
import { seededRandomness } from '../../support/seeded-randomness.ts';
import { expectedPledge, openBooks } from './books.ts';
import { type BotProcess, bundleProgram, createBotProcess } from './bot-process.ts';
import { type Crowd, gatherCrowd } from './crowd.ts';
import { createLedger } from './ledger.ts';
import type { Platform } from './platform.ts';
import { prepareOffice } from './prepare.ts';
import { createRegistrant, type Registrant } from './registrant.ts';

/** More kills for a longer trial: `KILLS=200 npx vitest run test/e2e/kill-loop`. */
const KILLS = Number(process.env.KILLS ?? 32);
const SEED = process.env.SEED ?? '2022';
/** Calls of the shortest life, from the first that reaches the platform: some lives end while they start. */
const SHORTEST_LIFE = 1;
/** A kill comes up to so many turns of the event loop after the call that it is counted by. */
const TURNS = 12;
/** What a trial may take, ms: it only ends what hangs. */
export const LIMIT_MS = 60_000 + KILLS * 12_000;

/** Kills the bot again and again while 33 people register; it must lose no answer and apply none twice. */
export async function killAgainAndAgain(platform: Platform): Promise<void> {
  const random = seededRandomness(SEED);
  onTestFinished(() => platform.close());
  const dataDir = mkdtempSync(join(tmpdir(), 'thidua-kill-loop-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const codes = await prepareOffice(dataDir, () => platform);
  const path = join(dataDir, 'thidua.db');
  const ledger = createLedger(path, platform.channel);
  const registrants = codes.map((code) => createRegistrant(code, platform.player(code), ledger, random));
  const crowd = gatherCrowd(registrants, ledger.quiet);
  onTestFinished(crowd.leave);
  const bot = createBotProcess(await bundleProgram(temporaryScriptFolder()), {
    ...platform.settings,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
  });
  onTestFinished(() => bot.kill());

  for (let kill = 0; kill < KILLS; kill += 1) {
    const calls = SHORTEST_LIFE + random.below(platform.lifeCalls);
    await Promise.race([live(bot, platform, crowd, calls), crowd.done]);
    for (let turn = random.below(TURNS); turn > 0; turn -= 1) await nextTurn();
    crowd.watch(false);
    ledger.close();
    await bot.kill();
  }
  crowd.finish();
  await Promise.race([live(bot, platform, crowd, Number.POSITIVE_INFINITY), crowd.done]);
  await platform.until(platform.idle);
  crowd.leave();
  ledger.close();
  expect(await bot.stop()).toBe(0);

  const books = openBooks(path, platform.channel);
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
  report(platform, registrants, books.unknownMessages());
}

/** One life of the bot until the platform has seen so many calls of it. */
async function live(bot: BotProcess, platform: Platform, crowd: Crowd, calls: number): Promise<void> {
  const before = platform.calls();
  const ended = bot.start();
  await Promise.race([platform.until(() => platform.calls() > before && platform.hears()), ended]);
  crowd.watch(true);
  await Promise.race([platform.until(() => platform.calls() >= before + calls), ended]);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function report({ channel }: Platform, registrants: readonly Registrant[], unknown: number): void {
  const sum = (of: (registrant: Registrant) => number) => registrants.reduce((total, one) => total + of(one), 0);
  const registrations = sum((one) => one.confirmed());
  const events = sum((one) => one.events().length);
  const nudges = sum((one) => one.nudges());
  const folder = process.env.SOAK_RESULTS;
  if (folder !== undefined) {
    const figures = { kills: KILLS, events, registrations, unknown, nudges };
    writeFileSync(join(folder, `kills-${channel}.json`), JSON.stringify(figures));
  }
  process.stdout.write(
    `${channel}: ${KILLS} kills, ${events} events, ${registrations} registrations; ${unknown} messages of unknown fate, asked again ${nudges} times\n`,
  );
}
