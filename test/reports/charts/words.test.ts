import { describe, expect, it } from 'vitest';
import type { Say } from '../../../src/conversation/text-key.ts';
import { createCatalogue } from '../../../src/presentation/catalogue.ts';
import { alternativeTo } from '../../../src/reports/charts/alternative.ts';
import type { ChartData } from '../../../src/reports/charts/data.ts';
import { svgOf } from '../../../src/reports/charts/drawing/draw.ts';
import { loadTypeface } from '../../../src/reports/charts/drawing/typeface.ts';
import { sheetOf } from '../../../src/reports/charts/pictures.ts';
import { ZONE } from '../../support/office-clock.ts';
import { bars, GAUGES, gauges, MISCHIEVOUS, NAMES, year } from './examples.ts';

const catalogue = createCatalogue(ZONE);
const typeface = loadTypeface();

function svg(data: ChartData, locale: 'vi' | 'en' = 'vi'): string {
  return svgOf(
    sheetOf(data, (text: Say) => catalogue.plain(text, locale)),
    typeface,
  );
}

/** The words of a picture, as a reader finds them from top to bottom. */
function wordsIn(image: string): string {
  const texts = [...image.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
  return texts
    .join(' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}

function inWords(data: ChartData, locale: 'vi' | 'en' = 'vi'): string {
  return alternativeTo(data)
    .map((text) => catalogue.plain(text, locale))
    .join('\n');
}

describe('what stands in a picture', () => {
  it('names what it is of, the agency, the day and every division with its figures', () => {
    const words = wordsIn(svg(bars(5)));
    expect(words).toContain('Tiến độ đăng ký thi đua năm 2022');
    expect(words).toContain('Ban Dân tộc tỉnh Quảng Ngãi');
    expect(words).toContain('Số liệu đến ngày 20/06/2022');
    for (const name of NAMES) expect(words).toContain(name);
    expect(words).toContain('10/12 (83,3%)');
    expect(words).toContain('7.750/12.500 (62%)');
    expect(words).toContain('Đã duyệt: 8');
  });

  it('is complete in English', () => {
    expect(wordsIn(svg(bars(5), 'en'))).toContain('7,750/12,500 (62%)');
    expect(wordsIn(svg(gauges(8), 'en'))).toContain('Required: ');
    expect(wordsIn(svg(year(5), 'en'))).toContain('People registered, by week, cumulative');
  });

  it('shows a name word for word, and as words only', () => {
    const image = svg(bars(6, MISCHIEVOUS));
    expect(image).not.toContain('<script');
    expect(wordsIn(image)).toContain('<script>alert(1)</script> & "Tên" {b} {name|x}');
    expect(image.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(wordsIn(image)).toContain('Ban đảo ngược chữ');
    expect(wordsIn(image)).toContain('tôn giáo và');
    expect(wordsIn(image)).toContain('??');
  });

  it('shows of many divisions those that are furthest behind, and says how many others there are', () => {
    const words = wordsIn(svg(bars(120)));
    expect(words.match(/\/8 \(0%\)/g)).toHaveLength(24);
    expect(words).toContain('Còn 80 đơn vị khác có tiến độ cao hơn.');
  });

  it('has each target with its result, what is asked and the verdict, in the words that stand beside it', () => {
    const words = wordsIn(svg(gauges(8)));
    for (const expected of ['93,93%', '112,5%', '1.500,5', 'chưa đạt', 'đạt chỉ tiêu', 'chưa có số liệu']) {
      expect(words).toContain(expected);
    }
    expect(words).toContain('Yêu cầu: từ 90% trở lên');
    expect(words).toContain('Đăng ký: 112,5');
    expect(wordsIn(svg(gauges(30)))).toContain('Còn 6 chỉ tiêu khác.');
  });

  it('lists the milestones of the year with the numbers that mark them', () => {
    const words = wordsIn(svg(year(20)));
    expect(words).toContain('15/01/2022: Hết hạn đăng ký thi đua 0');
    expect(words).toContain('Nét đứt: tổng số 33 người');
    expect(words).toMatch(/T1 .*T12/);
  });

  it('is nowhere smaller than 28 pixels, and in no font but the bundled one', () => {
    for (const data of [bars(40), gauges(8), year(20)]) {
      const styles = [...svg(data).matchAll(/<text[^>]* style="([^"]*)"/g)].map(([, style = '']) => style);
      expect(styles.length).toBeGreaterThan(10);
      for (const style of styles) {
        expect(style).toContain('font-family:Be Vietnam Pro');
        expect(Number(/font-size:(\d+)px/.exec(style)?.[1])).toBeGreaterThanOrEqual(28);
      }
    }
  });
});

describe('the words that go with a picture', () => {
  it('say everything that it shows of divisions', () => {
    const words = inWords(bars(60));
    expect(words.split('\n')).toHaveLength(62);
    expect(words).toContain('• Phòng Chính sách Dân tộc: 10/12 (83,3%); đã xác nhận 7, đã duyệt 4');
    expect(inWords(bars(5, NAMES, 'final'))).toContain('10/12 (83,3%); đã xác nhận 7');
  });

  it('say every target with its result, what is asked and the verdict', () => {
    const words = inWords(gauges(8));
    for (const { text } of GAUGES) expect(words).toContain(text);
    expect(words).toContain('Kết quả: 93,93, yêu cầu từ 90% trở lên: chưa đạt');
  });

  it('say how many had registered when, and every milestone', () => {
    const words = inWords(year(9));
    expect(words).toContain('Đến 13/02/2022: 5 người đã đăng ký');
    expect(words.match(/người đã đăng ký/g)).toHaveLength(7);
    expect(words.match(/Hết hạn đăng ký thi đua/g)).toHaveLength(6);
  });

  it.each([bars(0), gauges(0), year(0, 0)])('say that there is nothing yet: $kind', (data) => {
    expect(inWords(data)).toMatch(/[Cc]hưa có/);
  });
});
