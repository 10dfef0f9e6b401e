import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** One file of an archive; the optional fields are lies that a hostile or broken file may tell. */
export interface ArchivePart {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly declaredBytes?: number;
  readonly encrypted?: boolean;
}

/** Writes a zip archive (APPNOTE 4.3) exactly as told. */
export function zipArchive(parts: readonly ArchivePart[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const content = Buffer.from(part.content);
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(part.encrypted ? 1 : 0, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(part.declaredBytes ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const file = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, rest, name]));
    files.push(file);
    offset += file.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return new Uint8Array(Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06', 'latin1'), end]));
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Parts of a workbook whose sheets have the given `<sheetData>` contents. */
export function workbookParts(sheetData: readonly string[]): readonly ArchivePart[] {
  const list = sheetData.map((_, i) => `<sheet name="S${i + 1}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('');
  const links = sheetData
    .map((_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`)
    .join('');
  return [
    { name: '[Content_Types].xml', content: `${XML}<Types xmlns="${PACKAGE}/content-types"/>` },
    {
      name: 'xl/workbook.xml',
      content: `${XML}<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}"><sheets>${list}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${XML}<Relationships xmlns="${PACKAGE}/relationships">${links}</Relationships>`,
    },
    ...sheetData.map((data, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      content: `${XML}<worksheet xmlns="${SHEETS}"><sheetData>${data}</sheetData></worksheet>`,
    })),
  ];
}

/** `<row>` elements with the cells as inline text; null leaves a cell out. */
export function textRows(rows: readonly (readonly (string | null)[])[], firstRow = 1): string {
  return rows
    .map((cells, index) => {
      const number = firstRow + index;
      const xml = cells.map((text, column) =>
        text === null
          ? ''
          : `<c r="${String.fromCharCode(65 + column)}${number}" t="inlineStr"><is><t>${text}</t></is></c>`,
      );
      return `<row r="${number}">${xml.join('')}</row>`;
    })
    .join('');
}

/** The files of an archive by name, as text. */
export function archiveTexts(bytes: Uint8Array): ReadonlyMap<string, string> {
  return new Map([...archiveFiles(bytes)].map(([name, content]) => [name, content.toString('utf8')]));
}

/** Every file of an archive, by name. */
export function archiveFiles(bytes: Uint8Array): ReadonlyMap<string, Buffer> {
  const buffer = Buffer.from(bytes);
  const files = new Map<string, Buffer>();
  const end = buffer.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = buffer.readUInt32LE(end + 16);
  while (buffer.readUInt32LE(at) === 0x02014b50) {
    const [nameBytes, extraBytes] = [buffer.readUInt16LE(at + 28), buffer.readUInt16LE(at + 30)];
    const file = buffer.readUInt32LE(at + 42);
    const start = file + 30 + buffer.readUInt16LE(file + 26) + buffer.readUInt16LE(file + 28);
    const packed = buffer.subarray(start, start + buffer.readUInt32LE(at + 20));
    const content = buffer.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    files.set(buffer.toString('utf8', at + 46, at + 46 + nameBytes), content);
    at += 46 + nameBytes + extraBytes + buffer.readUInt16LE(at + 32);
  }
  return files;
}
