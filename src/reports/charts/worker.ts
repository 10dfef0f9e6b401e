import { svgOf } from './drawing/draw.ts';
import { loadRaster } from './drawing/raster.ts';
import { loadTypeface } from './drawing/typeface.ts';
import type { Sheet } from './sheet.ts';

// A program of its own, run by drawing-room.ts: sheets in, pictures out, one after another, until its caller lets go.

const typeface = loadTypeface();
const rasterise = await loadRaster(typeface);

process.on('message', (sheet: Sheet) => {
  process.send?.(rasterise(svgOf(sheet, typeface)));
});
