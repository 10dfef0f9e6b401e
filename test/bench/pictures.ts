import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DAY, type EpochMs } from '../../src/lib/clock.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { createCatalogue } from '../../src/presentation/catalogue.ts';
import type { ChartData } from '../../src/reports/charts/data.ts';
import { svgOf } from '../../src/reports/charts/drawing/draw.ts';
import { loadRaster } from '../../src/reports/charts/drawing/raster.ts';
import { loadTypeface } from '../../src/reports/charts/drawing/typeface.ts';
import { yearLine } from '../../src/reports/charts/from-standings.ts';
import { createPictures, sheetOf } from '../../src/reports/charts/pictures.ts';
import { systemTimers } from '../../src/runtime/sender.ts';
import { bars, gauges, year } from '../reports/charts/examples.ts';
import { officeInstant, ZONE } from '../support/office-clock.ts';
import { median } from './table.ts';

/** What pictures cost, in milliseconds by the clock, and megabytes of resident memory. */
export interface Drawing {
  /** Thread, libraries and typeface included. */
  readonly first: number;
  readonly kinds: readonly {
    readonly name: string;
    readonly thread: number;
    /** The same without a thread: how long everybody else would wait. */
    readonly inside: number;
  }[];
  /** Longest time during which the program served nobody while the thread drew. */
  readonly longestTurn: number;
  readonly memory: { readonly before: number; readonly drawing: number; readonly after: number };
  /** Making the data of the year's line out of registrations. */
  readonly line: { readonly small: number; readonly large: number };
}

const ROUNDS = 7;
const KINDS: readonly (readonly [string, ChartData])[] = [
  ['progress of 5 divisions', bars(5)],
  ['progress of 40 divisions', bars(40)],
  ['24 targets', gauges(24)],
  ["the year's line", year(52)],
];

/** Draws each picture several times, in the thread as the program does, and in the program itself. */
export async function drawPictures(): Promise<Drawing> {
  const catalogue = createCatalogue(ZONE);
  const workerFile = join(projectRoot, 'dist', 'chart-worker.js');
  const pictures = createPictures({ workerFile, timers: systemTimers, catalogue });
  const before = resident();
  const turns = monitorEventLoopDelay({ resolution: 1 });
  turns.enable();
  async function draw(data: ChartData): Promise<void> {
    const drawn = await pictures.pictureOf(data, 'vi');
    if (!drawn.ok) throw new Error(drawn.error);
  }
  const first = await taking(() => draw(bars(5)));
  const threads = new Map<string, number>();
  for (const [name, data] of KINDS) threads.set(name, await medianOf(() => draw(data)));
  turns.disable();
  const drawing = resident();
  await pictures.stop();
  const after = resident();

  const typeface = loadTypeface();
  const rasterise = await loadRaster(typeface);
  const kinds: Drawing['kinds'][number][] = [];
  for (const [name, data] of KINDS) {
    const inside = await medianOf(async () => {
      rasterise(
        svgOf(
          sheetOf(data, (text) => catalogue.plain(text, 'vi')),
          typeface,
        ),
      );
    });
    kinds.push({ name, thread: threads.get(name) ?? Number.NaN, inside });
  }
  const line = { small: await lineOf(200), large: await lineOf(20_000) };
  return { first, kinds, longestTurn: turns.max / 1e6, memory: { before, drawing, after }, line };
}

function lineOf(people: number): Promise<number> {
  const from = officeInstant('2022-02-07 08:00');
  const submissions: readonly EpochMs[] = Array.from(
    { length: people },
    (_, index) => from + ((index * 17) % 21) * DAY,
  );
  const counts = {
    people,
    byState: { draft: 0, submitted: people, endorsed: 0, accepted: 0, returned: 0, withdrawn: 0 },
  };
  const standings = {
    year: 2022,
    at: officeInstant('2022-06-20 08:00'),
    agency: { name: '', shortName: '' },
    division: null,
    registration: { ...counts, handedIn: people, endorsed: 0, accepted: 0, owing: 0 },
  };
  return medianOf(async () => {
    yearLine(standings, submissions, [], ZONE);
  });
}

async function medianOf(action: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await taking(action));
  return median(times);
}

async function taking(action: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await action();
  return performance.now() - began;
}

function resident(): number {
  return process.memoryUsage.rss() / 1e6;
}
