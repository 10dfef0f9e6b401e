import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { documentWords } from '../../../src/reports/documents/document-words.ts';
import { createFillingRoom } from '../../../src/reports/documents/filling-room.ts';
import { individualList } from '../../../src/reports/documents/registration-lists.ts';
import { systemTimers } from '../../../src/runtime/sender.ts';
import { DOCUMENT_WORKER } from '../../support/chart-worker.ts';
import { linesOf, shippedTemplate, words } from '../../support/documents.ts';
import { manualTimers } from '../../support/manual-timers.ts';
import { ZONE } from '../../support/office-clock.ts';
import { catalogue } from '../../support/staff-terms.ts';
import { NUMBERED, PEOPLE } from './example-documents.ts';

const room = createFillingRoom({ workerFile: DOCUMENT_WORKER, timers: systemTimers });
afterAll(room.stop);
const aside = documentWords(catalogue, ZONE, room.fill);
const TEMPLATE = shippedTemplate('danh-sach-dang-ky-ca-nhan.docx');

describe('a document filled in a process of its own', () => {
  it('reads as one filled in this process', async () => {
    const made = await individualList(NUMBERED, PEOPLE, TEMPLATE, aside);
    expect(await linesOf(made)).toEqual(await linesOf(await individualList(NUMBERED, PEOPLE, TEMPLATE, words)));
  });

  it('names what is wrong with a template', async () => {
    const template = { file: 'mau-thu.docx', bytes: Buffer.from('this is no Word file') };
    const made = await individualList(NUMBERED, PEOPLE, template, aside);
    expect(made).toMatchObject({ ok: false, error: { code: 'template_unreadable', file: 'mau-thu.docx' } });
  });

  it('is refused by name where the process ends, and the next one has another', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'thidua-filling-'));
    const workerFile = join(folder, 'worker.mjs');
    writeFileSync(workerFile, `process.on('message', () => process.exit(3));`);
    const { fill, stop } = createFillingRoom({ workerFile, timers: manualTimers() });
    onTestFinished(async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    });
    for (let again = 0; again < 2; again += 1) {
      const made = await individualList(NUMBERED, PEOPLE, TEMPLATE, documentWords(catalogue, ZONE, fill));
      expect(made).toMatchObject({ ok: false, error: { code: 'document_failed', file: TEMPLATE.file } });
    }
  });
});
