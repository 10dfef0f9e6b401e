import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { officeSuite, type Page, pagesOf, toPdf } from '../../support/office-suite.ts';
import { MADE } from './made-documents.ts';

const suite = officeSuite(process.env.CI !== undefined);
const TITLE = 'opened by LibreOffice and read back by poppler';
const WIDE = ['danh-sach-dang-ky-ca-nhan', 'danh-sach-dang-ky-tap-the'];
const WITHOUT_COUNTRY = ['phu-luc-chi-tieu', 'phieu-bau'];
// Letters reach a little beyond their line; fonts of the same measures differ by hundredths.
const SLACK = 0.6;

describe.skipIf(suite === null)(suite === null ? `${TITLE} (skipped: no soffice or pdftotext)` : TITLE, () => {
  test('every document is A4 within the margins of decree 30/2020, with page numbers from the second page on', async () => {
    if (suite === null) return;
    const folder = mkdtempSync(join(tmpdir(), 'thidua-pages-'));
    try {
      for (const [name, make] of Object.entries(MADE)) {
        const made = await make();
        writeFileSync(join(folder, `${name}.docx`), made.ok ? made.value : '');
      }
      await toPdf(suite, folder, Object.keys(MADE));
      for (const name of Object.keys(MADE)) {
        const pages = await pagesOf(suite, join(folder, `${name}.pdf`));
        expect(pages.length, name).toBeGreaterThan(0);
        for (const [index, page] of pages.entries()) lookAt(name, page, index + 1);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 180_000);
});

function lookAt(name: string, { width, height, words }: Page, number: number): void {
  const a4 = WIDE.includes(name) ? [297, 210] : [210, 297];
  expect([Math.round(width), Math.round(height)], name).toEqual(a4);
  const above = words.filter(({ bottom }) => bottom < 20);
  expect(
    above.map(({ text }) => text),
    `${name}: head of page ${number}`,
  ).toEqual(number === 1 ? [] : [String(number)]);
  for (const { left, right } of above) {
    // In the middle of the text, not of the sheet: the left margin is the wider one.
    expect((left + right) / 2, name).toBeCloseTo((30 + width - 15) / 2, 0);
  }
  for (const { text, left, right, top, bottom } of words.filter((word) => !above.includes(word))) {
    const place = `${name}, page ${number}: ${text}`;
    expect(left, place).toBeGreaterThan(30 - SLACK);
    expect(right, place).toBeLessThan(width - 15 + SLACK);
    expect(top, place).toBeGreaterThan(20 - SLACK);
    expect(bottom, place).toBeLessThan(height - 20 + SLACK);
  }
  if (number === 1 && !WITHOUT_COUNTRY.includes(name)) {
    // Letters that a font lacks are taken from another one, and count as words of their own.
    const text = words.map((word) => word.text).join('');
    expect(text, name).toContain('CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM');
    expect(text, name).toContain('Độclập-Tựdo-Hạnhphúc');
  }
}
