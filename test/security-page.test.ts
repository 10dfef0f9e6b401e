import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { INVITE_VALIDITY_MS, MOST_ATTEMPTS_OVERALL, normaliseInviteCode } from '../src/domain/invite-code.ts';
import { HOUR } from '../src/lib/clock.ts';
import { projectRoot } from '../src/lib/project-root.ts';

const textOf = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const page = textOf('docs/security.md');
/** Rows of the tables: threat, bound, answer, test. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Threat'))
  .map((line) => line.slice(2, -2).split(' | '));
const spans = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);

/** Figures of a cell, each with the file that is named after it. */
function figuresOf(bound: string): readonly (readonly [figure: string, file: string])[] {
  const named = spans(bound);
  return named.flatMap((span, index) => {
    if (!/^\w+(?: =|:) /.test(span)) return [];
    const file = named.slice(index).find((later) => later.startsWith('src/'));
    return [[span, file ?? 'no file'] as const];
  });
}

describe('docs/security.md', () => {
  it('has tables of threats, bounds, answers and tests', () => {
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) expect(row, row[0]).toHaveLength(4);
  });

  it('gives figures as they stand in the source', () => {
    const figures = rows.flatMap(([, bound = '', answer = '']) => [...figuresOf(bound), ...figuresOf(answer)]);
    expect(figures.length).toBeGreaterThan(25);
    const wrong = figures.filter(
      ([figure, file]) => !existsSync(join(projectRoot, file)) || !textOf(file).includes(figure),
    );
    expect(wrong).toEqual([]);
  });

  it('names answers that have a text in every language', () => {
    const keys = rows.flatMap(([, , answer = '']) =>
      spans(answer).filter((span) => /^[a-z_]+(?:\.[\w-]+)+$/.test(span)),
    );
    expect(keys.length).toBeGreaterThan(15);
    for (const language of ['vi', 'en']) {
      const texts = JSON.parse(textOf(`locales/${language}.json`)) as Record<string, string>;
      expect(keys.filter((key) => texts[key] === undefined)).toEqual([]);
    }
  });

  it.each(rows.map(([threat, , , test]) => [threat, test]))('%s has its test', (_threat, test = '') => {
    const [file = ''] = spans(test);
    const title = /«(.+)»/.exec(test)?.[1] ?? 'no title';
    expect(textOf(file)).toContain(`'${title}'`);
  });

  it('reckons the chance of a guess as the code is made', () => {
    const signs = [...Array(128).keys()]
      .map((code) => String.fromCharCode(code))
      .filter((sign) => /[A-Z\d]/.test(sign));
    const taken = signs.filter((sign) => normaliseInviteCode(sign.repeat(7) + (/\d/.test(sign) ? sign : '2')) !== null);
    const letters = taken.filter((sign) => /[A-Z]/.test(sign));
    const codes = taken.length ** 8 - letters.length ** 8;
    expect(page).toContain(`${codes.toLocaleString('en')} codes, ${Math.log2(codes).toFixed(1)} bits`);
    const tries = (INVITE_VALIDITY_MS / HOUR) * MOST_ATTEMPTS_OVERALL;
    expect(page).toContain(`${tries.toLocaleString('en')} in those days`);
    const oneIn = (open: number) => codes / (open * tries);
    expect(page).toContain(`1 in ${(Math.floor(oneIn(33) / 1_000) * 1_000).toLocaleString('en')}`);
    expect(page).toContain(`1 in ${(Math.floor(oneIn(2_000) / 100) * 100).toLocaleString('en')}`);
  });
});
