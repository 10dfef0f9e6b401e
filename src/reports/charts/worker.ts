import { parentPort } from 'node:worker_threads';
import { svgOf } from './drawing/draw.ts';
import { loadRaster } from './drawing/raster.ts';
import { loadTypeface } from './drawing/typeface.ts';
import type { Sheet } from './sheet.ts';

// A program of its own, run by drawing-room.ts: sheets in, pictures out, one after another.

const typeface = loadTypeface();
const rasterise = await loadRaster(typeface);

parentPort?.on('message', (sheet: Sheet) => {
  const { png, width, height } = rasterise(svgOf(sheet, typeface));
  parentPort?.postMessage({ png, width, height }, [png.buffer as ArrayBuffer]);
});
