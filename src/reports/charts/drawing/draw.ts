import { unreachable } from '../../../lib/result.ts';
import type { Sheet } from '../sheet.ts';
import { drawBars } from './bars.ts';
import { drawGauges } from './gauges.ts';
import { drawLine } from './line.ts';
import { type Drawing, toSvg } from './render.ts';
import type { Typeface } from './typeface.ts';

/** The picture as SVG, 1080 pixels wide. */
export function svgOf(sheet: Sheet, typeface: Typeface): string {
  return toSvg(drawingOf(sheet, typeface), typeface);
}

function drawingOf(sheet: Sheet, typeface: Typeface): Drawing {
  switch (sheet.kind) {
    case 'divisions':
      return drawBars(sheet, typeface);
    case 'targets':
      return drawGauges(sheet, typeface);
    case 'year':
      return drawLine(sheet, typeface);
    default:
      return unreachable(sheet);
  }
}
