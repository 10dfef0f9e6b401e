import type { BarSheet } from '../sheet.ts';
import { block, headingOf, LINE, MARGIN, noteOf, PAGE_WIDTH, SMALL, words } from './page.ts';
import { BAR_FILLS, INK, OUTLINE, QUIET } from './palette.ts';
import type { Drawing } from './render.ts';
import type { Typeface } from './typeface.ts';

const BAR = 34;
const GAP = 26;
const ABOVE_BAR = 4;
const LEGEND_LINE = 48;
/** Lines that a long name may take. */
const NAME_LINES = 2;

/** Divisions one below the other: name and figures, and below them the bar across the page. */
export function drawBars({ heading, legend, rows, note }: BarSheet, typeface: Typeface): Drawing {
  const top = headingOf(heading, typeface);
  const legendBottom = top.bottom + legend.length * LEGEND_LINE + 20;
  const width = PAGE_WIDTH - 2 * MARGIN;
  const figuresWidth = Math.max(0, ...rows.map(({ figures }) => typeface.width(figures, SMALL, 600)));
  const names = rows.map(({ name }) => {
    return typeface.lines(name, { width: width - figuresWidth - 32, most: NAME_LINES }, SMALL);
  });
  const nameHeight = Math.max(1, ...names.map((lines) => lines.length)) * SMALL * LINE + ABOVE_BAR;
  const band = nameHeight + BAR + GAP;
  const bottom = legendBottom + rows.length * band;
  const labels = rows.flatMap(({ figures }, index) => {
    const y = legendBottom + index * band;
    const lines = names[index] ?? [];
    // A short name stands directly above its bar.
    const first = y + nameHeight - ABOVE_BAR - lines.length * SMALL * LINE;
    const beside = y + nameHeight - ABOVE_BAR - SMALL * LINE;
    return [
      ...block(lines, { x: MARGIN, y: first }).drawn,
      words({ x: PAGE_WIDTH - MARGIN, y: beside, text: figures, weight: 600, align: 'right' }),
    ];
  });
  const end = noteOf(note, bottom, typeface);
  return {
    height: end.bottom + MARGIN / 2,
    option: {
      graphic: [...top.drawn, ...labels, ...end.drawn],
      legend: {
        orient: 'vertical',
        left: MARGIN,
        top: top.bottom,
        itemWidth: 56,
        itemHeight: 28,
        itemGap: LEGEND_LINE - 34,
        padding: 0,
        selectedMode: false,
        textStyle: { fontSize: SMALL, color: INK, lineHeight: 34 },
        itemStyle: { borderColor: OUTLINE, borderWidth: 2 },
        // A name with braces in it is no template.
        formatter: (name: string) => name,
      },
      grid: {
        left: MARGIN,
        right: MARGIN,
        // A bar stands in the middle of its band: moved down by half of what is above it.
        top: legendBottom + (nameHeight - GAP) / 2,
        height: Math.max(1, rows.length * band),
        outerBoundsMode: 'none',
      },
      xAxis: { type: 'value', min: 0, max: 1, show: false },
      yAxis: { type: 'category', inverse: true, show: false, data: rows.map((_, index) => index) },
      series: legend.map(({ part, label }, index) => ({
        type: 'bar',
        name: label,
        stack: 'all',
        barWidth: BAR,
        // Nothing is drawn for nobody, not even an outline.
        data: rows.map(({ shares }) => shares[index] || '-'),
        itemStyle: {
          color: BAR_FILLS[part].colour,
          // A copy: echarts writes into it.
          ...(BAR_FILLS[part].pattern === null ? {} : { decal: { ...BAR_FILLS[part].pattern } }),
          borderColor: part === 'missing' ? QUIET : OUTLINE,
          borderWidth: 2,
        },
      })),
    },
  };
}
