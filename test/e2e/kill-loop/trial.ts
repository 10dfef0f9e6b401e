import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { bundleProgram } from '../../../build-program.mjs';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { temporaryScriptFolder } from '../../storage/setup.ts';
import { CAST } from '../../support/office.ts';
import { seededRandomness } from '../../support/seeded-randomness.ts';
import { expectedPledge, openBooks } from './books.ts';
import { type BotProcess, createBotProcess } from './bot-process.ts';
import { createClerk } from './clerk.ts';
import { type Crowd, gatherCrowd } from './crowd.ts';
import { exporting } from './exporting.ts';
import { createLedger } from './ledger.ts';
import { OFFICE_HOURS, OFFICE_HOURS_SETTINGS } from './office-hours.ts';
import type { Platform } from './platform.ts';
import { prepareOffice } from './prepare.ts';
import { registering } from './registrant.ts';
import { orderReminders } from './reminders.ts';
import { createTalker, type Talker } from './talker.ts';

/** More kills for a longer trial: `KILLS=200 npx vitest run test/e2e/kill-loop`. */
const KILLS = Number(process.env.KILLS ?? 32);
const SEED = process.env.SEED ?? '2022';
/** Calls of the shortest life, from the first that reaches the platform: some lives end while they start. */
const SHORTEST_LIFE = 1;
/** A kill comes up to so many turns of the event loop after the call that it is counted by. */
const TURNS = 12;
/** What a trial may take, ms: it only ends what hangs. */
export const LIMIT_MS = 180_000 + KILLS * 30_000;
/** These take files out, the others register. */
const EXPORTERS: readonly string[] = [CAST.secretary, CAST.head, CAST.otherHead];
/** Every so many lives a staff list is imported beside the bot. */
const LIVES_A_LIST = 8;

/** Kills the bot again and again while the whole office uses it; it must lose nothing and do nothing twice. */
export async function killAgainAndAgain(platform: Platform): Promise<void> {
  const random = seededRandomness(SEED);
  onTestFinished(() => platform.close());
  const dataDir = mkdtempSync(join(tmpdir(), 'thidua-kill-loop-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  let reminders = { texts: [] as readonly string[], allDueAt: 0 };
  let listed = { code: '', fullName: '', divisionCode: '' };
  const now = OFFICE_HOURS.now();
  const codes = await prepareOffice(
    dataDir,
    () => platform,
    now,
    (storage) => {
      reminders = orderReminders(storage, now);
      listed = storage.store.members.byCode(CAST.colleague) ?? listed;
    },
  );
  const path = join(dataDir, 'thidua.db');
  const ledger = createLedger(path, platform.channel);
  const players = new Map(codes.map((code) => [code, platform.player(code)] as const));
  const talkers = new Map(
    [...players].map(([code, player]) => {
      const errand = EXPORTERS.includes(code) ? exporting() : registering(code);
      return [code, createTalker(code, errand, player, ledger, random)] as const;
    }),
  );
  const crowd = gatherCrowd([...talkers.values()], ledger.quiet);
  onTestFinished(crowd.leave);
  const folder = temporaryScriptFolder();
  await bundleProgram(folder, { 'fast-time': join(projectRoot, 'test/soak/fast-time.ts') });
  const inOfficeHours = ['--import', join(folder, 'fast-time.js')];
  const settings = { ...platform.settings, ...OFFICE_HOURS_SETTINGS, DATA_DIR: dataDir, LOG_LEVEL: 'error' };
  const bot = createBotProcess(join(folder, 'main.js'), settings, inOfficeHours);
  onTestFinished(() => bot.kill());
  const clerk = await createClerk(folder, { ...settings, NODE_OPTIONS: inOfficeHours.join(' ') }, listed);
  onTestFinished(clerk.remove);

  for (let kill = 0; kill < KILLS; kill += 1) {
    const calls = SHORTEST_LIFE + random.below(platform.lifeCalls);
    const lived = live(bot, platform, crowd, calls);
    if (kill % LIVES_A_LIST === 0) clerk.begin();
    await Promise.race([lived, crowd.done]);
    for (let turn = random.below(TURNS); turn > 0; turn -= 1) await nextTurn();
    crowd.watch(false);
    ledger.close();
    await bot.kill();
  }
  const lists = await clerk.ended();
  await new Promise((resolve) =>
    OFFICE_HOURS.after(Math.max(0, reminders.allDueAt - OFFICE_HOURS.now()), () => resolve(null)),
  );
  crowd.finish();
  await Promise.race([live(bot, platform, crowd, Number.POSITIVE_INFINITY), crowd.done]);
  await platform.until(platform.idle);
  crowd.leave();
  ledger.close();
  expect(await bot.stop()).toBe(0);

  const books = openBooks(path, platform.channel);
  onTestFinished(books.close);
  // Nothing lost, nothing twice: each event is stored under its own key, once, and has its answer.
  const caused = [...talkers.values()].flatMap((talker) => talker.events());
  expect(books.eventKeys()).toEqual([...caused].sort());
  expect(books.failedEvents()).toBe(0);
  expect(caused.filter((key) => !books.answered(key))).toEqual([]);
  expect(books.openMessages()).toBe(0);
  for (const [code, talker] of talkers) {
    if (!EXPORTERS.includes(code)) expect(books.pledge(code)).toEqual(expectedPledge(code, talker.confirmed()));
  }
  // Every file that was asked for has its one message.
  const jobs = books.jobs();
  expect(jobs.filter(({ id, state }) => !['done', 'failed'].includes(state) || books.toldOfJob(id) !== 1)).toEqual([]);
  // Every reminder fell due for everybody, once, and reached them once, unless nobody can know.
  expect(books.reminders()).toEqual({ fired: reminders.texts.length * codes.length });
  for (const player of players.values()) {
    const doubtful = books.doubtful(player.chatId);
    for (const text of reminders.texts) {
      const told = player.told(text);
      if (doubtful === 0) expect([player.chatId, text, told]).toEqual([player.chatId, text, 1]);
      else expect(told).toBeLessThanOrEqual(1 + doubtful);
    }
  }
  // What the command line wrote beside it stands.
  expect(lists.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
  expect(books.position(listed.code)).toBe(clerk.position());
  report(platform, [...talkers.values()], books.unknownMessages(), jobs.length, lists.length);
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

function report(
  { channel }: Platform,
  talkers: readonly Talker[],
  unknown: number,
  files: number,
  lists: number,
): void {
  const sum = (of: (talker: Talker) => number) => talkers.reduce((total, one) => total + of(one), 0);
  const rounds = sum((one) => one.confirmed());
  const events = sum((one) => one.events().length);
  const nudges = sum((one) => one.nudges());
  const figures = { kills: KILLS, events, rounds, files, lists, unknown, nudges };
  const folder = process.env.SOAK_RESULTS;
  if (folder !== undefined) writeFileSync(join(folder, `kills-${channel}.json`), JSON.stringify(figures));
  process.stdout.write(
    `${channel}: ${KILLS} kills, ${events} events, ${rounds} rounds, ${files} files, ${lists} staff lists; ${unknown} messages of unknown fate, asked again ${nudges} times\n`,
  );
}
