import { BarChart, GaugeChart, LineChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components';
import type { EChartsCoreOption } from 'echarts/core';
import { init, setPlatformAPI, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { PAGE_WIDTH } from './page.ts';
import { INK, PAPER } from './palette.ts';
import { FAMILY, type Typeface } from './typeface.ts';

/** What is to be seen, and how high the picture is for it. */
export interface Drawing {
  readonly option: EChartsCoreOption;
  readonly height: number;
}

let prepared = false;

/** Draws with echarts, without a browser, into SVG of `PAGE_WIDTH` pixels. */
export function toSvg({ option, height }: Drawing, typeface: Typeface): string {
  prepare(typeface);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: PAGE_WIDTH, height: Math.ceil(height) });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: PAPER,
      textStyle: { fontFamily: FAMILY, color: INK },
      ...option,
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

// Once a process, and not when this file is loaded.
function prepare(typeface: Typeface): void {
  if (prepared) return;
  prepared = true;
  use([
    BarChart,
    GaugeChart,
    LineChart,
    GraphicComponent,
    GridComponent,
    LegendComponent,
    MarkLineComponent,
    SVGRenderer,
  ]);
  // Without a browser echarts would guess how wide a text is.
  setPlatformAPI({
    measureText(text, font) {
      const size = Number(/(\d+(?:\.\d+)?)px/.exec(font ?? '')?.[1] ?? 12);
      return { width: typeface.width(text, size, /\b(?:600|bold)\b/.test(font ?? '') ? 600 : 400) };
    },
  });
}
