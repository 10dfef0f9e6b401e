import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { bundleProgram } from '../../build-program.mjs';
import { projectRoot } from '../../src/lib/project-root.ts';
import { createBotProcess } from '../e2e/kill-loop/bot-process.ts';
import { gatherCrowd } from '../e2e/kill-loop/crowd.ts';
import { exporting } from '../e2e/kill-loop/exporting.ts';
import { createLedger } from '../e2e/kill-loop/ledger.ts';
import { prepareOffice } from '../e2e/kill-loop/prepare.ts';
import { registering } from '../e2e/kill-loop/registrant.ts';
import { createTalker, type Talker } from '../e2e/kill-loop/talker.ts';
import { telegramPlatform } from '../e2e/kill-loop/telegram.ts';
import { zaloPlatform } from '../e2e/kill-loop/zalo.ts';
import { temporaryScriptFolder } from '../storage/setup.ts';
import type { FakeTime } from '../support/fake-time.ts';
import { CAST } from '../support/office.ts';
import { seededRandomness } from '../support/seeded-randomness.ts';
import type { Footprint } from './fast-time.ts';
import { growthPerHour } from './flatness.ts';

/** The program's time runs so many times as fast as the machine's. */
const FACTOR = Number(process.env.TIME_FACTOR ?? 12);
const MINUTES = Number(process.env.MINUTES ?? 60);
const EVERY_MINUTES = 3;
/** Until then caches fill and code is compiled. */
const WARM_MINUTES = Math.min(18, MINUTES / 3);
/**
 * What one person reads and answers, ms: 33 people make 10,000 events an hour, what docs/performance.md takes for an
 * office of 500 on its busiest day.
 */
const THINKING_MS = 9_000;
/** The secretary and a head take out files meanwhile. */
const EXPORTERS: readonly string[] = [CAST.secretary, CAST.head];
const MINUTE_MS = 60_000;
const MB = 1_048_576;
/** Flat: less than this in an hour of such traffic, which would be 70 MB in a day of nothing else. */
const MOST_GROWTH_MB = 3;
/** Calls under way on both platforms (16 each) with a timer each, polls, and a socket for each person's webhook. */
const MOST_OPEN = 150;

/** Answers no sooner than a person would. */
function atLeisure(talker: Talker, time: FakeTime): Talker {
  let next = 0;
  return {
    ...talker,
    look() {
      if (time.now() < next) return false;
      const acted = talker.look();
      if (acted) next = time.now() + THINKING_MS;
      return acted;
    },
  };
}

it('an hour of the busiest traffic leaves memory and handles as they were', { timeout: 3_600_000 }, async () => {
  const since = Date.now();
  const time: FakeTime = {
    now: () => since + (Date.now() - since) * FACTOR,
    after(ms, act) {
      const timer = setTimeout(act, ms / FACTOR);
      return () => clearTimeout(timer);
    },
  };
  const platforms = [await telegramPlatform(time), await zaloPlatform(time)] as const;
  for (const platform of platforms) onTestFinished(() => platform.close());
  const dataDir = mkdtempSync(join(tmpdir(), 'thidua-soak-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const platformOf = (code: string) => platforms[Number(code.replace(/\D/g, '')) % 2 === 0 ? 0 : 1];
  const codes = await prepareOffice(dataDir, platformOf, since);
  const path = join(dataDir, 'thidua.db');
  const ledgers = new Map(platforms.map((platform) => [platform, createLedger(path, platform.channel)]));
  const random = seededRandomness('soak');
  const talkers = codes.map((code) => {
    const platform = platformOf(code);
    const ledger = ledgers.get(platform);
    if (ledger === undefined) throw new Error('no ledger');
    const errand = EXPORTERS.includes(code) ? exporting() : registering(code);
    return atLeisure(createTalker(code, errand, platform.player(code), ledger, random), time);
  });
  const outdir = temporaryScriptFolder();
  await bundleProgram(outdir, { 'fast-time': join(projectRoot, 'test/soak/fast-time.ts') });
  const bot = createBotProcess(
    join(outdir, 'main.js'),
    {
      ...platforms[0].settings,
      ...platforms[1].settings,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      TIME_FACTOR: String(FACTOR),
      TIME_SINCE: String(since),
    },
    ['--expose-gc', '--import', join(outdir, 'fast-time.js')],
  );
  onTestFinished(() => bot.kill().catch(() => {}));
  const ended = bot.start();
  await Promise.race([
    Promise.all(platforms.map(({ calls, hears, until }) => until(() => calls() > 0 && hears()))),
    ended,
  ]);
  const crowd = gatherCrowd(talkers, () => [...ledgers.values()].every((ledger) => ledger.quiet()));
  onTestFinished(crowd.leave);
  crowd.watch(true);

  const started = time.now();
  const samples: { readonly minute: number; readonly footprint: Footprint }[] = [];
  for (let minute = EVERY_MINUTES; minute <= MINUTES; minute += EVERY_MINUTES) {
    const left = started + minute * MINUTE_MS - time.now();
    await Promise.race([pause(Math.max(0, left / FACTOR)), ended, crowd.done]);
    samples.push({ minute, footprint: (await Promise.race([bot.ask('footprint'), ended])) as Footprint });
  }
  const events = talkers.reduce((sum, talker) => sum + talker.events().length, 0);
  crowd.finish();
  await Promise.race([crowd.done, ended]);
  crowd.watch(false);
  expect(await bot.stop()).toBe(0);

  const warm = samples.filter(({ minute }) => minute >= WARM_MINUTES);
  const series = (of: (footprint: Footprint) => number) =>
    warm.map(({ minute, footprint }) => ({ minute, value: of(footprint) }));
  const openOf = ({ resources }: Footprint) => Object.values(resources).reduce((sum, count) => sum + count, 0);
  const heap = series(({ heapUsed }) => heapUsed / MB);
  const rss = series((footprint) => footprint.rss / MB);
  const open = series(openOf).map(({ value }) => value);
  const figures = {
    minutes: MINUTES,
    events,
    heapFrom: heap[0]?.value ?? 0,
    heapTo: heap.at(-1)?.value ?? 0,
    heapPerHour: growthPerHour(heap),
    mostHeapPerHour: MOST_GROWTH_MB,
    rssFrom: rss[0]?.value ?? 0,
    rssTo: rss.at(-1)?.value ?? 0,
    rssMost: Math.max(...rss.map(({ value }) => value)),
    openFrom: open[0] ?? 0,
    openMost: Math.max(...open),
    mostOpen: MOST_OPEN,
    samples,
  };
  const folder = process.env.SOAK_RESULTS;
  if (folder !== undefined) writeFileSync(join(folder, 'traffic.json'), JSON.stringify(figures));
  expect(figures.heapPerHour).toBeLessThan(MOST_GROWTH_MB);
  expect(figures.openMost).toBeLessThan(MOST_OPEN);
});
