import type { LineSheet } from '../sheet.ts';
import { block, headingOf, LINE, MARGIN, noteOf, PAGE_WIDTH, SMALL, words } from './page.ts';
import { BLUE, FAINT, INK, PAPER, QUIET, VERMILLION } from './palette.ts';
import type { Drawing } from './render.ts';
import type { Typeface } from './typeface.ts';

const PLOT = 640;
/** Around the number of a milestone. */
const MARK_RADIUS = 22;
const MARK_GAP = 4;
const MARK_ROW = 2 * MARK_RADIUS + MARK_GAP;
const LIST_LINES = 2;
/** From here on a figure stands to the left of the line's end: to the right there is no room. */
const LATE = 0.85;

/** The year from left to right, milestones as numbered lines with their list below. */
export function drawLine(sheet: LineSheet, typeface: Typeface): Drawing {
  const { levels, months, all, caption, today, note } = sheet;
  const top = headingOf(sheet.heading, typeface);
  const wide = { width: PAGE_WIDTH - 2 * MARGIN, most: 2 };
  const explained = [caption, all.label].flatMap((text) => typeface.lines(text, wide, SMALL));
  const captions = block(explained, { x: MARGIN, y: top.bottom });
  const left = MARGIN + 16 + Math.max(0, ...levels.map(({ label }) => typeface.width(label, SMALL, 400)));
  const width = PAGE_WIDTH - left - MARGIN;
  const x = (at: number) => left + at * width;
  const rows = rowsOf(sheet.marks, x);
  const plotTop = captions.bottom + 24 + (1 + Math.max(0, ...rows)) * MARK_ROW;
  const plotBottom = plotTop + PLOT;
  const y = (height: number) => plotBottom - height * PLOT;
  const monthWidth = width / Math.max(1, months.length);
  const scales = [
    ...levels.map(({ height, label }) =>
      words({ x: left - 14, y: y(height) - (SMALL * LINE) / 2, text: label, align: 'right', colour: QUIET }),
    ),
    ...months.map(({ at, label }) =>
      words({ x: x(at) + monthWidth / 2, y: plotBottom + 14, text: label, align: 'center', colour: QUIET }),
    ),
  ];
  const listed = list(sheet, plotBottom + 40 + 2 * SMALL * LINE, typeface);
  const end = noteOf(note, listed.bottom + 12, typeface);
  const ruled = [
    ...levels.map(({ height }) => ({ yAxis: height, lineStyle: { color: FAINT, width: 2, type: 'solid' } })),
    { yAxis: all.height, lineStyle: { color: QUIET, width: 3, type: 'dashed' } },
    ...sheet.marks.map(({ at }) => ({ xAxis: at, lineStyle: { color: QUIET, width: 2, type: [4, 6] } })),
    ...(today === null ? [] : [{ xAxis: today.at, lineStyle: { color: VERMILLION, width: 4, type: 'solid' } }]),
  ];
  return {
    height: end.bottom + MARGIN / 2,
    option: {
      graphic: [
        ...top.drawn,
        ...captions.drawn,
        ...scales,
        ...flags(sheet, rows, x, plotTop),
        ...here(sheet, x, plotBottom, typeface),
        ...listed.drawn,
        ...end.drawn,
      ],
      grid: { left, width, top: plotTop, height: PLOT, outerBoundsMode: 'none' },
      xAxis: { type: 'value', min: 0, max: 1, show: false },
      yAxis: { type: 'value', min: 0, max: 1, show: false },
      series: [
        {
          type: 'line',
          data: sheet.line.map(({ at, height }) => [at, height]),
          symbol: 'circle',
          symbolSize: 12,
          showAllSymbol: true,
          lineStyle: { color: BLUE, width: 6 },
          itemStyle: { color: BLUE },
          areaStyle: { color: BLUE, opacity: 0.12 },
          markLine: { z: 1, symbol: 'none', silent: true, label: { show: false }, data: ruled },
          z: 3,
          clip: false,
        },
      ],
    },
  };
}

/** A row for each milestone, the lowest in which it covers no other. */
function rowsOf(marks: LineSheet['marks'], x: (at: number) => number): readonly number[] {
  const ends: number[] = [];
  return marks.map(({ at }) => {
    const free = ends.findIndex((end) => end <= x(at) - MARK_RADIUS);
    const row = free === -1 ? ends.length : free;
    ends[row] = x(at) + MARK_RADIUS + MARK_GAP;
    return row;
  });
}

function flags({ marks }: LineSheet, rows: readonly number[], x: (at: number) => number, plotTop: number) {
  return marks.flatMap(({ at, label, past }, index) => {
    const y = plotTop - MARK_RADIUS - MARK_GAP - (rows[index] ?? 0) * MARK_ROW;
    return badge(x(at), y, label, past);
  });
}

function list(sheet: LineSheet, from: number, typeface: Typeface) {
  const width = PAGE_WIDTH - 2 * MARGIN - 2 * MARK_RADIUS - 20;
  let y = from;
  const drawn = sheet.list.flatMap(({ mark, text, past }) => {
    const lines = typeface.lines(text, { width, most: LIST_LINES }, SMALL);
    const words = block(lines, { x: MARGIN + 2 * MARK_RADIUS + 20, y });
    const middle = y + (SMALL * LINE) / 2;
    y = words.bottom + 12;
    return [...badge(MARGIN + MARK_RADIUS, middle, mark, past), ...words.drawn];
  });
  return { drawn, bottom: y };
}

/** The number of a milestone: what is past is filled, what is to come is not. */
function badge(x: number, y: number, text: string, past: boolean) {
  const circle = {
    type: 'circle' as const,
    shape: { cx: x, cy: y, r: MARK_RADIUS },
    style: { fill: past ? INK : PAPER, stroke: INK, lineWidth: 3 },
    z: 5,
    silent: true,
  };
  const place = { x, y: y - (SMALL * LINE) / 2, align: 'center' } as const;
  return [circle, words({ ...place, text, weight: 600, colour: past ? PAPER : INK })];
}

// The day of the figures, below the months, and the last figure at the end of the line.
function here({ today, line, latest }: LineSheet, x: (at: number) => number, plotBottom: number, typeface: Typeface) {
  const last = line.at(-1);
  const value =
    last === undefined
      ? []
      : [
          words({
            x: last.at > LATE ? x(last.at) - 16 : x(last.at) + 16,
            y: plotBottom - last.height * PLOT + 6,
            text: latest,
            weight: 600,
            size: 36,
            align: last.at > LATE ? 'right' : 'left',
            halo: true,
          }),
        ];
  if (today === null) return value;
  const half = typeface.width(today.label, SMALL, 600) / 2;
  const middle = Math.min(PAGE_WIDTH - MARGIN - half, Math.max(MARGIN + half, x(today.at)));
  const y = plotBottom + 14 + SMALL * LINE;
  return [...value, words({ x: middle, y, text: today.label, weight: 600, align: 'center' })];
}
