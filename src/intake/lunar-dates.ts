import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type Holidays from 'date-holidays';
import type { LunarDates } from '../domain/holidays/lawful-days.ts';

type LibraryHoliday = Pick<ReturnType<Holidays['getHolidays']>[number], 'date' | 'rule'>;

/** How date-holidays writes the rules of the two lunar holidays. */
const TET = 'vietnamese 1-0-1';
const HUNG_KINGS = 'vietnamese 3-0-10';

/** What the worker runs: a file of its own would be lost in the bundle. */
const WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
const Holidays = require(workerData.library);
const days = new Holidays('VN', { timezone: 'Asia/Ho_Chi_Minh' }).getHolidays(workerData.year);
parentPort.postMessage(days.map(({ date, rule }) => ({ date, rule })));
`;

/**
 * The lunar holidays of a year on Vietnam's meridian, whatever the office's zone. The library brings the holidays of all
 * countries and takes 0.4 s and 37 MB (date-holidays 3.37.0 on Node 20): it runs in a worker that ends with the answer,
 * about once a year.
 */
export async function lunarDates(year: number): Promise<LunarDates> {
  const days = await holidaysOf(year);
  const dateOf = (rule: string): string => {
    const found = days.find((day) => day.rule === rule)?.date.slice(0, 10);
    if (found === undefined) throw new Error(`date-holidays has no ${rule} for ${year}`);
    return found;
  };
  return { tet: dateOf(TET), hungKings: dateOf(HUNG_KINGS) };
}

function holidaysOf(year: number): Promise<readonly LibraryHoliday[]> {
  const library = createRequire(import.meta.url).resolve('date-holidays');
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { eval: true, workerData: { library, year } });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
