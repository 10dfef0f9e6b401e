import type { GaugeSheet } from '../sheet.ts';
import { block, headingOf, LINE, MARGIN, noteOf, PAGE_WIDTH, SMALL, words } from './page.ts';
import { BLUE, FAINT, GOOD, INK, QUIET, VERMILLION } from './palette.ts';
import type { Drawing } from './render.ts';
import type { Typeface } from './typeface.ts';

type Gauge = GaugeSheet['gauges'][number];

const COLUMNS = 2;
const CELL = (PAGE_WIDTH - (COLUMNS + 1) * MARGIN) / COLUMNS;
const RADIUS = 168;
const BAND = 44;
/** The goal stands out on both sides of the band. */
const TICK = BAND + 28;
const NAME_LINES = 3;
/** Of what was reached, and of what is asked for. */
const BELOW_LINES = 2;
const FIGURE = 40;
const GAP = 44;

/** Targets in two columns: name, half a circle with the goal as a line across it, result, requirement, verdict. */
export function drawGauges({ heading, gauges, note }: GaugeSheet, typeface: Typeface): Drawing {
  const top = headingOf(heading, typeface);
  const cells = gauges.map((gauge) => {
    return {
      gauge,
      name: typeface.lines(gauge.name, { width: CELL, most: NAME_LINES }, SMALL),
      below: [gauge.reached, gauge.wanted].flatMap((text) => {
        return typeface.lines(text, { width: CELL, most: BELOW_LINES }, SMALL);
      }),
    };
  });
  const drawn: object[] = [];
  const series: object[] = [];
  let y = top.bottom;
  for (let first = 0; first < cells.length; first += COLUMNS) {
    const row = cells.slice(first, first + COLUMNS);
    const nameHeight = Math.max(...row.map(({ name }) => name.length)) * SMALL * LINE;
    let bottom = y;
    for (const [column, { gauge, name, below }] of row.entries()) {
      const x = MARGIN + column * (CELL + MARGIN);
      const middle = x + CELL / 2;
      const centre = y + nameHeight + 24 + RADIUS;
      series.push(...dial(gauge, middle, centre));
      drawn.push(...block(name, { x, y }).drawn, ...figures(gauge, middle, centre, typeface));
      const asked = block(below, { x: middle, y: centre + 58, align: 'center', colour: QUIET });
      drawn.push(...asked.drawn);
      drawn.push(words({ x: middle, y: asked.bottom, text: gauge.verdict, weight: 600, align: 'center' }));
      bottom = Math.max(bottom, asked.bottom + SMALL * LINE);
    }
    y = bottom + GAP;
  }
  const end = noteOf(note, y, typeface);
  return { height: end.bottom + MARGIN / 2, option: { graphic: [...top.drawn, ...drawn, ...end.drawn], series } };
}

function figures({ figure, ends, actual }: Gauge, middle: number, centre: number, typeface: Typeface) {
  const [low, high] = ends;
  const beside = RADIUS - BAND / 2;
  const inside = 2 * (RADIUS - BAND) - 16;
  const size = typeface.width(figure, FIGURE, 600) <= inside ? FIGURE : SMALL;
  const lines = typeface.lines(figure, { width: 0.94 * inside, most: 2 }, size);
  const y = centre - lines.length * size * LINE + 4;
  return [
    words({ x: middle - beside, y: centre + 8, text: low, align: 'center', colour: QUIET }),
    words({ x: middle + beside, y: centre + 8, text: high, align: 'center', colour: QUIET }),
    ...block(lines, { x: middle, y, size, weight: 600, align: 'center', colour: actual === null ? QUIET : INK }).drawn,
  ];
}

function dial(gauge: Gauge, x: number, y: number): readonly object[] {
  const half = { type: 'gauge', center: [x, y], radius: RADIUS, startAngle: 180, endAngle: 0, min: 0, max: 1 };
  const bare = {
    splitLine: { show: false },
    axisTick: { show: false },
    axisLabel: { show: false },
    title: { show: false },
    detail: { show: false },
    anchor: { show: false },
    silent: true,
  };
  const band = {
    ...half,
    ...bare,
    axisLine: { lineStyle: { width: BAND, color: zones(gauge) } },
    pointer: { show: false },
    progress: {
      show: gauge.actual !== null,
      // Narrower than the band: the zone behind it stays in sight.
      width: BAND - 16,
      itemStyle: { color: gauge.met === false ? VERMILLION : BLUE },
    },
    data: [{ value: gauge.actual ?? 0 }],
  };
  if (gauge.goal === null) return [band];
  const goal = {
    ...half,
    ...bare,
    axisLine: { show: false },
    progress: { show: false },
    pointer: {
      icon: 'rect',
      width: 8,
      length: TICK,
      offsetCenter: [0, -(RADIUS - BAND - 14)],
      itemStyle: { color: INK },
    },
    data: [{ value: gauge.goal }],
  };
  return [band, goal];
}

function zones({ goal, good }: Gauge): readonly (readonly [number, string])[] {
  if (goal === null || good === 'at') return [[1, FAINT]];
  return good === 'above'
    ? [
        [goal, FAINT],
        [1, GOOD],
      ]
    : [
        [goal, GOOD],
        [1, FAINT],
      ];
}
