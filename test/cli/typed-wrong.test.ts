import { describe, expect, it } from 'vitest';
import { commandLineOfTests } from '../support/command-line-hooks.ts';

const commandLine = commandLineOfTests();
const run = async (words: readonly string[], LOCALE: 'vi' | 'en') => {
  const { exitCode, errors, output } = await commandLine.run(words, { LOCALE });
  return { exitCode, output, last: errors.trimEnd().split('\n').at(-1) };
};

describe('a command that is typed wrong', () => {
  it.each([
    [['plan', 'import'], 'Thiếu tham số file.', 'The argument file is missing.'],
    [['plan', 'import', 'a', 'b'], 'Thừa tham số.', 'There are too many arguments.'],
    [['plan', 'impot'], 'Không có lệnh impot. Có phải là import?', 'There is no command impot. Is import meant?'],
    [
      ['plan', 'import', 'a', '--yse'],
      'Không có tùy chọn --yse. Có phải là --yes?',
      'There is no option --yse. Is --yes meant?',
    ],
    [['audit', 'list', '--from'], 'Tùy chọn --from <day> cần có giá trị.', 'The option --from <day> needs a value.'],
  ])('%s: is told in the reader’s language, and fails', async (words, vi, en) => {
    expect(await run(words, 'vi')).toMatchObject({ exitCode: 1, last: vi });
    expect(await run(words, 'en')).toMatchObject({ exitCode: 1, last: en });
  });
});

it('help has no word of another language', async () => {
  const { exitCode, output } = await run(['help', 'plan'], 'vi');
  expect(exitCode).toBe(0);
  expect(output).toContain('Cách dùng: thidua plan [tùy chọn] [lệnh]');
  expect(output).not.toMatch(/usage|options|commands?\b/i);
});
