import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Work } from '../../src/app/ports.ts';
import { say } from '../../src/conversation/text-key.ts';
import { systemRandomness } from '../../src/lib/ids.ts';
import { createCatalogue } from '../../src/presentation/catalogue.ts';
import type { ExportMaterial } from '../../src/reports/exports.ts';
import { writeExport } from '../../src/reports/write-export.ts';
import { ZONE } from '../support/office-clock.ts';
import { inFullOffice } from './standings.ts';

/** What writing the list of all registrations took. */
export interface Exporting {
  readonly people: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  /** More of the machine's memory than before, at its most, MB. */
  readonly memory: number;
  /** Longest time by the clock during which nobody else was served, ms. */
  readonly longestTurn: number;
  readonly megabytes: number;
}

const MB = 1e6;
const LOOK_MS = 5;

/** Writes the registrations of an office of `people`, each a row of 20 columns. */
export function exportOffice(people: number): Promise<Exporting> {
  return inFullOffice(people, async ({ store, unitOfWork }, _campaign, now) => {
    const catalogue = createCatalogue(ZONE);
    const work: Work = { store, now, random: systemRandomness, zone: ZONE };
    const material: ExportMaterial = {
      read: (use) => unitOfWork.run(() => use(work)),
      scope: { divisionId: null },
      variant: '',
      text: (key, params) => catalogue.plain(say(key, params), 'vi'),
      said: (words) => catalogue.plain(words, 'vi'),
      undelivered: () => [],
    };
    const folder = mkdtempSync(join(tmpdir(), 'thidua-bench-'));
    const path = join(folder, 'dang-ky.xlsx');
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const before = process.memoryUsage.rss();
    let most = before;
    const look = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, LOOK_MS);
    try {
      delay.enable();
      const began = performance.now();
      await writeExport(path, ['registrations_individual'], material, { zone: ZONE, now });
      const seconds = (performance.now() - began) / 1e3;
      return {
        people,
        seconds,
        rowsPerSecond: people / seconds,
        memory: (most - before) / MB,
        longestTurn: delay.max / 1e6,
        megabytes: statSync(path).size / MB,
      };
    } finally {
      clearInterval(look);
      delay.disable();
      rmSync(folder, { recursive: true });
    }
  });
}
