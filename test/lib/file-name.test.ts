import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endingOf, tidyFileName } from '../../src/lib/file-name.ts';

const HOSTILE = [
  '\u061c',
  'CON',
  'nul.',
  'Lpt1 .',
  'x'.repeat(57),
  '. ',
  '/',
  '\\',
  '..',
  '\u202e',
  '\u0000',
  '\r\n',
  '\ud83d',
  '"',
  '<b>',
  '%2f',
  '.xlsx',
  'Ả'.normalize('NFD'),
];
const names = fc
  .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE)))
  .map((parts) => parts.join(''));

it('whatever comes in, a name is one short readable line without a path, and tidying it again changes nothing', () => {
  fc.assert(
    fc.property(names, (name) => {
      const tidied = tidyFileName(name);
      expect([...tidied].length).toBeLessThanOrEqual(60);
      expect(tidied).not.toMatch(/[/\\<>:"|?*%\p{Cc}\p{Cf}]|^\.|\p{Surrogate}/u);
      expect(tidied).toBe(tidied.normalize('NFC').trim());
      expect(tidyFileName(tidied)).toBe(tidied);
    }),
  );
});

it('a name that is right already stays as it is', () => {
  for (const name of ['Danh sách cán bộ 2022.xlsx', 'QĐ số 12-QĐ_BDT (ký).pdf', 'a.b.c.jpg']) {
    expect(tidyFileName(name)).toBe(name);
  }
});

it.each([
  ['../../etc/passwd', 'passwd'],
  ['/etc/passwd', 'passwd'],
  ['C:\\Windows\\System32\\cmd.exe', 'cmd.exe'],
  ['a\u0000.pdf\u0000.exe', 'a .pdf .exe'],
  ['bao-cao\u202efdp.exe', 'bao-caofdp.exe'],
  ['CON', '_CON'],
  ['nul.pdf', '_nul.pdf'],
  ['com1 .txt', '_com1 .txt'],
  ['CONTRACT.pdf', 'CONTRACT.pdf'],
  ['..', ''],
  ['....pdf', 'pdf'],
  [`${'a'.repeat(4_000)}.pdf`, `${'a'.repeat(56)}.pdf`],
  ['a\r\nSet-Cookie: x=1', 'a Set-Cookie x=1'],
])('%j is saved as %j', (name, tidied) => expect(tidyFileName(name)).toBe(tidied));

it('an ending is what follows the last dot', () => {
  expect(['a.XLSX', 'a.tar.gz', 'a', '.hidden', 'a.', 'a.b/c'].map(endingOf)).toEqual([
    'xlsx',
    'gz',
    '',
    'hidden',
    '',
    '',
  ]);
});
