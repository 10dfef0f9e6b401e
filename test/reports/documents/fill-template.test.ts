import { Document, Packer, Paragraph } from 'docx';
import PizZip from 'pizzip';
import { describe, expect, test } from 'vitest';
import { fillHere, fillTemplate, type Template } from '../../../src/reports/documents/fill-template.ts';
import type { Shape } from '../../../src/reports/documents/shape.ts';
import { templateProblemSay } from '../../../src/reports/documents/template-problem.ts';
import { linesOf } from '../../support/documents.ts';
import { catalogue } from '../../support/staff-terms.ts';

const SHAPE = {
  agency: 'text',
  participation: 'flag',
  tellers: { name: 'text', order: 'text' },
} as const satisfies Shape;
const DATA = { agency: 'Ban Dân tộc', participation: true, tellers: [{ name: 'Hoa', order: '1' }] };

async function templateOf(...lines: readonly string[]): Promise<Template> {
  const document = new Document({ sections: [{ children: lines.map((line) => new Paragraph(line)) }] });
  return { file: 'mau-thu.docx', bytes: await Packer.toBuffer(document) };
}

async function filled(lines: readonly string[], data: typeof DATA = DATA): Promise<readonly string[]> {
  return linesOf(await fillTemplate(await templateOf(...lines), SHAPE, data, { catalogue, fill: fillHere }));
}

async function refused(template: Template): Promise<string> {
  const made = await fillTemplate(template, SHAPE, DATA, { catalogue, fill: fillHere });
  if (made.ok) throw new Error('was filled');
  expect(made.error.file).toBe('mau-thu.docx');
  const text = catalogue.plain(templateProblemSay(made.error), 'vi');
  expect(text).toContain('mau-thu.docx');
  return `${made.error.code} ${made.error.tags.join(' ')}`.trim();
}

describe('a tag is found', () => {
  test('with or without diacritics and capitals, in either language, with the text around it as it is', async () => {
    const lines = ['A {tên cơ quan} B', '{Ten Co Quan}', '{AGENCY}'];
    expect(await filled(lines)).toEqual(['A Ban Dân tộc B', 'Ban Dân tộc', 'Ban Dân tộc']);
  });

  test('inside rows, together with those around them', async () => {
    const data = { ...DATA, tellers: ['Hoa', 'Lan'].map((name, index) => ({ name, order: String(index + 1) })) };
    expect(
      await filled(['{#tổ kiểm phiếu}', '{số thứ tự}. {họ tên} ({tên cơ quan})', '{/tổ kiểm phiếu}'], data),
    ).toEqual(['1. Hoa (Ban Dân tộc)', '2. Lan (Ban Dân tộc)']);
  });

  test('even where Word has cut it into pieces', async () => {
    const { file, bytes } = await templateOf('{tên cơ quan}');
    const zip = new PizZip(bytes);
    const xml = zip.file('word/document.xml')?.asText() ?? '';
    zip.file('word/document.xml', xml.replace('{tên cơ quan}', '{tên</w:t></w:r><w:r><w:t> cơ quan}'));
    const made = await fillTemplate({ file, bytes: zip.generate({ type: 'uint8array' }) }, SHAPE, DATA, {
      catalogue,
      fill: fillHere,
    });
    expect(await linesOf(made)).toEqual(['Ban Dân tộc']);
  });
});

describe('a value comes out as plain text', () => {
  test.each([
    ['a tag', '{họ tên}', '{họ tên}'],
    ['the beginning of rows', '{#tổ kiểm phiếu}', '{#tổ kiểm phiếu}'],
    ['signs of XML', '</w:t><w:br/> & "x" \'y\'', '</w:t><w:br/> & "x" \'y\''],
    ['letters that turn the order around', 'a\u202eb\u2066c\u200bd', 'abcd'],
    ['controls and halves of letters', 'a\u0000b\u001fc\ud800d\ufffee', 'abcde'],
    ['letters written apart', 'Tra\u0302\u0300n', 'Trần'],
  ])('%s', async (_, value, expected) => {
    expect(await filled(['{tên cơ quan}'], { ...DATA, agency: value })).toEqual([expected]);
  });

  test('a very long text is cut at 4,000 letters', async () => {
    const [text = ''] = await filled(['{tên cơ quan}'], { ...DATA, agency: 'ă'.repeat(100_000) });
    expect(text).toBe(`${'ă'.repeat(4000)}…`);
  });

  test('a line end begins a new line', async () => {
    const made = await fillTemplate(
      await templateOf('{tên cơ quan}'),
      SHAPE,
      { ...DATA, agency: 'a\r\nb' },
      { catalogue, fill: fillHere },
    );
    const xml = made.ok ? new PizZip(made.value).file('word/document.xml')?.asText() : '';
    expect(xml).toMatch(/a<\/w:t><\/w:r><w:r>.*<w:br\/>.*b<\/w:t>/s);
  });
});

describe('a template with a mistake is refused, and the mistake named', () => {
  test.each([
    ['a tag that is not in the list', ['{tên cơ qan}', '{lương}'], 'template_tag_unknown tên cơ qan lương'],
    ['a tag of rows outside of them', ['{họ tên}'], 'template_tag_unknown họ tên'],
    ['an unknown tag in rows', ['{#tổ kiểm phiếu}{lương}{/tổ kiểm phiếu}'], 'template_tag_unknown lương'],
    ['a value as raw XML', ['{@tên cơ quan}'], 'template_tag_unknown @tên cơ quan'],
    ['a brace that is not closed', ['{tên cơ quan', 'x'], 'template_tag_unclosed tên'],
    ['a brace that is not opened', ['tên cơ quan}'], 'template_tag_unopened quan'],
    ['rows without an end', ['{#tổ kiểm phiếu}{họ tên}'], 'template_loop_unclosed tổ kiểm phiếu'],
    ['an end without rows', ['{/tổ kiểm phiếu}'], 'template_loop_unopened tổ kiểm phiếu'],
    ['another end', ['{#tổ kiểm phiếu}{/tên cơ quan}'], 'template_loop_mismatched tổ kiểm phiếu tên cơ quan'],
    ['rows as a text', ['{tổ kiểm phiếu}'], 'template_loop_needed tổ kiểm phiếu'],
  ])('%s', async (_, lines, expected) => {
    expect(await refused(await templateOf(...lines))).toBe(expected);
  });

  test.each([
    ['an empty file', () => new Uint8Array(), 'template_unreadable'],
    ['no archive', () => new TextEncoder().encode('không phải tệp Word'), 'template_unreadable'],
    ['a file cut short', async () => (await templateOf('{tên cơ quan}')).bytes.slice(0, 900), 'template_unreadable'],
    ['another archive', () => new PizZip().file('a.txt', 'x').generate({ type: 'uint8array' }), 'template_not_docx'],
    ['a file too large', () => new Uint8Array(6 * 1024 * 1024), 'template_too_large'],
  ])('%s', async (_, bytes, expected) => {
    expect(await refused({ file: 'mau-thu.docx', bytes: await bytes() })).toBe(expected);
  });
});
