import { PNG } from 'pngjs';
import { afterAll, describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../src/presentation/catalogue.ts';
import type { ChartData } from '../../../src/reports/charts/data.ts';
import { createPictures } from '../../../src/reports/charts/pictures.ts';
import { systemTimers } from '../../../src/runtime/sender.ts';
import { CHART_WORKER } from '../../support/chart-worker.ts';
import { ZONE } from '../../support/office-clock.ts';
import { bars, gauges, MISCHIEVOUS, NAMES, year } from './examples.ts';

const pictures = createPictures({ workerFile: CHART_WORKER, timers: systemTimers, catalogue: createCatalogue(ZONE) });
afterAll(pictures.stop);

/** Telegram takes photos whose width and height together are at most this. */
const TELEGRAM_MOST = 10_000;

async function drawn(data: ChartData, locale: 'vi' | 'en' = 'vi') {
  const picture = await pictures.pictureOf(data, locale);
  if (!picture.ok) throw new Error(picture.error);
  const { png, width, height } = picture.value;
  return { png, width, height, image: PNG.sync.read(Buffer.from(png)) };
}

/** Share of pixels that are not paper. */
function inked({ data }: PNG): number {
  let count = 0;
  for (let at = 0; at < data.length; at += 4)
    if ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0) < 700) count += 1;
  return count / (data.length / 4);
}

const CASES: readonly (readonly [string, ChartData])[] = [
  ['five divisions', bars(5)],
  ['forty divisions', bars(40)],
  ['more divisions than a picture holds', bars(120, NAMES, 'final')],
  ['no division', bars(0)],
  ['names made for mischief', bars(6, MISCHIEVOUS, 'preliminary')],
  ['targets of every sort', gauges(8)],
  ['more targets than a picture holds', gauges(60)],
  ['no target', gauges(0)],
  ['a year', year(20)],
  ['a year with milestones on one day and nobody registered', year(0, 40)],
];

describe('a picture', () => {
  it.each(CASES)('of %s is an image as wide as phones want it, on paper, in both languages', async (_name, data) => {
    for (const locale of ['vi', 'en'] as const) {
      const { image, width, height } = await drawn(data, locale);
      expect([image.width, image.height]).toEqual([width, height]);
      expect(width).toBe(1080);
      expect(width + height).toBeLessThanOrEqual(TELEGRAM_MOST);
      expect([...image.data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
      expect(inked(image)).toBeGreaterThan(0.005);
    }
  });

  it('is the same for a name whose letters are composed and for one whose are not', async () => {
    const composed = await drawn(
      bars(
        5,
        NAMES.map((name) => name.normalize('NFC')),
      ),
    );
    const apart = await drawn(
      bars(
        5,
        NAMES.map((name) => name.normalize('NFD')),
      ),
    );
    expect(Buffer.from(apart.png).equals(Buffer.from(composed.png))).toBe(true);
  });

  it('tells divisions apart that have come differently far', async () => {
    const [none, all] = [0, 1].map((index) => ({ ...bars(0), divisions: bars(5).divisions.slice(index, index + 1) }));
    if (none === undefined || all === undefined) throw new Error('no divisions');
    expect(inked((await drawn(all)).image)).toBeGreaterThan(1.2 * inked((await drawn(none)).image));
  });
});
