import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Packer } from 'docx';
import PizZip from 'pizzip';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { TEMPLATE_FILES } from '../../../src/reports/documents/document-kinds.ts';
import { SHIPPED } from '../../../templates/shipped.ts';

const FOLDER = join(projectRoot, 'templates');
const PARTS = ['word/document.xml', 'word/header1.xml', 'word/header2.xml', 'word/styles.xml'];

function partsOf(bytes: Uint8Array): readonly string[] {
  const zip = new PizZip(bytes);
  return PARTS.map((part) => zip.file(part)?.asText() ?? `no ${part}`);
}

test('every document has a shipped template, and no other is shipped', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.docx'));
  expect(files.sort()).toEqual(Object.values(TEMPLATE_FILES).toSorted());
  expect(Object.keys(SHIPPED).sort()).toEqual(files);
});

test.each(Object.entries(SHIPPED))('%s is what `npm run templates` makes', async (file, make) => {
  const committed = partsOf(readFileSync(join(FOLDER, file)));
  expect(committed).toEqual(partsOf(await Packer.toBuffer(make())));
  expect(committed.join('')).not.toContain('no word/');
});
