import { describe, expect, it } from 'vitest';
import { FILE_FORMS, FILE_LIMITS } from '../../src/domain/file-kind.ts';
import { checkFileKind } from '../../src/intake/file-check.ts';
import { createCatalogue } from '../../src/presentation/catalogue.ts';
import { staffTemplate } from '../../src/reports/staff-template.ts';
import { ZONE } from '../support/office-clock.ts';

const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
const WEBP = Buffer.from('RIFF\u001a\0\0\0WEBPVP8L\r\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1');
const HEIC = Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic\0\0\0\0', 'latin1');
const HEIF = Buffer.from('\0\0\0\u0018ftypmif1\0\0\0\0mif1heic\0\0\0\0', 'latin1');
const EXECUTABLE = Buffer.from('MZ\u0090\0\u0003\0\0\0\u0004\0\0\0\u00ff\u00ff\0\0', 'latin1');

describe('what a file is', () => {
  it.each([
    ['a photo', PNG, 'Ảnh hội nghị.PNG', 'png'],
    ['a photo of an older phone', JPEG, 'IMG_0001.jpg', 'jpeg'],
    ['a photo from the web', WEBP, 'anh.webp', 'webp'],
    ['a photo of a newer phone', HEIC, 'IMG_0002.HEIC', 'heic'],
    ['a photo of the same family', HEIF, 'IMG_0003.heif', 'heic'],
    ['a document', PDF, 'Quyết định.pdf', 'pdf'],
  ] as const)('%s is known by its content', async (_what, bytes, name, form) => {
    const { mime } = FILE_FORMS[form];
    expect(await checkFileKind(bytes, name, 'evidence')).toEqual({ ok: true, value: { form, mime, name } });
  });

  it('a workbook of ours is a staff list and may be evidence', async () => {
    const bytes = await staffTemplate([], createCatalogue(ZONE), 'vi');
    for (const kind of ['staff_list', 'evidence'] as const) {
      expect(await checkFileKind(bytes, 'ds.xlsx', kind)).toMatchObject({ ok: true, value: { form: 'xlsx' } });
    }
  });

  it.each([
    ['UTF-8', Buffer.from('mã;họ tên\nCB1;Đinh Thị Y\n')],
    ['windows-1258', Buffer.from([0x6d, 0xe3, 0x3b, 0x31, 0x0a])],
    ['UTF-16', Buffer.from('\ufeffmã;họ tên\n', 'utf16le')],
  ])('text in %s is a staff list by its name', async (_encoding, bytes) => {
    expect(await checkFileKind(bytes, 'ds.csv', 'staff_list')).toMatchObject({
      ok: true,
      value: { form: 'csv', mime: 'text/csv' },
    });
    expect(await checkFileKind(bytes, 'ds.exe', 'staff_list')).toEqual({ ok: false, error: 'file_form_refused' });
  });
});

describe('no file is taken', () => {
  it.each([
    ['that is a program, whatever its name', EXECUTABLE, 'anh.jpg', 'evidence'],
    ['that is a program named as a list', EXECUTABLE, 'ds.csv', 'staff_list'],
    ['that holds NUL bytes', Buffer.from('a;b\0c'), 'ds.csv', 'staff_list'],
    ['that is a page', Buffer.from('<!doctype html><script>1</script>'), 'a.html', 'evidence'],
    ['that is a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.svg', 'evidence'],
    ['that is a photo where a list is asked for', PNG, 'ds.xlsx', 'staff_list'],
    ['that is a plain archive', Buffer.from(`PK\u0005\u0006${'\0'.repeat(18)}`, 'latin1'), 'a.xlsx', 'staff_list'],
  ] as const)('%s', async (_what, bytes, name, kind) => {
    expect(await checkFileKind(bytes, name, kind)).toEqual({ ok: false, error: 'file_form_refused' });
  });

  it('without content, or over the limit of its kind by one byte', async () => {
    expect(await checkFileKind(new Uint8Array(), 'a.pdf', 'evidence')).toEqual({ ok: false, error: 'file_empty' });
    const full = Buffer.concat([PDF, Buffer.alloc(FILE_LIMITS.evidence.bytes - PDF.length, ' ')]);
    expect(await checkFileKind(full, 'a.pdf', 'evidence')).toMatchObject({ ok: true });
    const over = Buffer.concat([full, Buffer.from(' ')]);
    expect(await checkFileKind(over, 'a.pdf', 'evidence')).toEqual({ ok: false, error: 'file_over_limit' });
  });
});

describe('the name of a file', () => {
  async function nameOf(name: string): Promise<string> {
    const checked = await checkFileKind(PNG, name, 'evidence');
    return checked.ok ? checked.value.name : checked.error;
  }

  it('says what the content is', async () => {
    expect(await nameOf('hoa don.pdf.exe')).toBe('hoa don.pdf.png');
    expect(await nameOf('anh')).toBe('anh.png');
    expect(await nameOf('')).toBe('png.png');
  });

  it('loses paths, invisible characters and what turns it round', async () => {
    expect(await nameOf('../../etc/passwd.png')).toBe('passwd.png');
    expect(await nameOf('C:\\Users\\x\\a.png')).toBe('a.png');
    expect(await nameOf('anh\u202egnp.exe\u0000.png')).toBe('anhgnp.exe .png');
    expect(await nameOf('...png')).toBe('png.png');
    expect(await nameOf('a\r\nSet-Cookie: x.png')).toBe('a Set-Cookie x.png');
  });

  it('is short, composed, and keeps its ending', async () => {
    const name = await nameOf(`${'Báo cáo '.normalize('NFD').repeat(40)}.png`);
    expect([...name].length).toBeLessThanOrEqual(60);
    expect(name).toMatch(/^Báo cáo .*\.png$/);
    expect(name).toBe(name.normalize('NFC'));
  });
});
