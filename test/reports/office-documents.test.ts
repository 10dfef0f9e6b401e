import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { castChoices } from '../../src/app/casting.ts';
import { publishElection } from '../../src/app/election-closing.ts';
import type { DocumentCode } from '../../src/app/exports.ts';
import type { Say } from '../../src/conversation/text-key.ts';
import { HOUR } from '../../src/lib/clock.ts';
import type { Result } from '../../src/lib/result.ts';
import { officeDocument } from '../../src/reports/office-documents.ts';
import { documentTemplates } from '../../src/runtime/document-templates.ts';
import { linesOf, words } from '../support/documents.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { textOf } from '../support/phone.ts';
import { openFor, register, registerDivision } from '../support/registering.ts';
import { councilOf, openRound } from '../support/voting.ts';

function make(office: Office, code: DocumentCode, variant = ''): Promise<Result<Uint8Array, Say>> {
  const templates = documentTemplates(office.folder);
  return officeDocument(code, { read: (use) => office.work(use), variant, words, templates });
}

async function read(office: Office, code: DocumentCode, variant = ''): Promise<string> {
  return (await linesOf(await make(office, code, variant))).join('\n');
}

describe('an office that has only begun', () => {
  test.each(['individual_list', 'collective_list', 'target_annex', 'council_minutes', 'submission'] as const)(
    '%s can be had',
    async (code) => {
      expect(await read(await openOffice(), code)).toContain('Ban Dân tộc tỉnh Quảng Ngãi');
    },
  );

  test.each(['preliminary', 'final'])('the %s report can be had', async (round) => {
    expect(await read(await openOffice(), 'campaign_report', round)).toContain('[Phần này do người soạn viết:');
  });

  test.each(['paper_ballot', 'count_minutes'] as const)('%s of no election is refused with a text', async (code) => {
    for (const variant of ['', '1', 'x']) {
      expect(await make(await openOffice(), code, variant)).toMatchObject({
        ok: false,
        error: { key: 'error.export_empty' },
      });
    }
  });
});

test('lists hold whose registration stands, and nobody else', async () => {
  const { office, phone } = await openFor();
  await register(phone, CAST.staff);
  await registerDivision(phone, CAST.head);
  const list = await read(office, 'individual_list');
  expect(list).toContain(office.person(CAST.staff).fullName);
  expect(list).not.toContain(office.person(CAST.otherStaff).fullName);
  expect(list).toContain('Tổng số cá nhân đăng ký: 1. Trong đó: Lao động tiên tiến: 1.');
  const collectives = await read(office, 'collective_list');
  expect(collectives).toContain(office.person(CAST.head).divisionName);
  expect(collectives).toContain('1/');
});

test('an election has its ballot while it is open, then its minutes; published, it is in the session’s and the submission', async () => {
  const office = await openOffice();
  const { id } = await openRound(office);
  expect(await read(office, 'paper_ballot', String(id))).toContain('Phiếu bầu');
  expect((await make(office, 'count_minutes', String(id))).ok).toBe(false);

  for (const code of councilOf(office)) {
    const marks = new Map([1, 2].map((number) => [number, 'agree'] as const));
    expect(office.work((work) => castChoices(work, office.person(code), id, marks)).ok).toBe(true);
  }
  office.clock.advance(72 * HOUR);
  await office.tick();
  expect((await make(office, 'paper_ballot', String(id))).ok).toBe(false);
  const minutes = await read(office, 'count_minutes', String(id));
  expect(minutes).toContain('Số phiếu phát ra: 7. Số phiếu thu về: 7 (điện tử 7, giấy 0).');
  expect(minutes).toContain('100,00%');
  expect(await read(office, 'submission')).toContain('cho 0 trường hợp cá nhân');

  office.work((work) => publishElection(work, office.person(CAST.secretary), id));
  expect(await read(office, 'council_minutes')).toContain('bỏ phiếu kín');
  expect(await read(office, 'submission')).toContain('cho 2 trường hợp cá nhân');
  expect(await read(office, 'count_minutes', String(id))).toContain('Thành viên đã bỏ phiếu:');
});

describe('the office’s own template', () => {
  function put(office: Office, bytes: Uint8Array | string): void {
    mkdirSync(join(office.folder, 'templates'), { recursive: true });
    writeFileSync(join(office.folder, 'templates', 'phu-luc-chi-tieu.docx'), bytes);
  }

  test('takes the place of the shipped one', async () => {
    const office = await openOffice();
    const { Document, Packer, Paragraph } = await import('docx');
    const own = new Document({ sections: [{ children: [new Paragraph('Mẫu riêng của {tên cơ quan}')] }] });
    put(office, await Packer.toBuffer(own));
    expect(await read(office, 'target_annex')).toBe('Mẫu riêng của Ban Dân tộc tỉnh Quảng Ngãi');
  });

  test('that cannot be read is told by its name, and never passed over', async () => {
    const office = await openOffice();
    put(office, 'không phải Word');
    const made = await make(office, 'target_annex');
    expect(made).toMatchObject({ ok: false, error: { key: 'error.template_unreadable' } });
    expect(made.ok ? '' : office.catalogue.plain(made.error, 'vi')).toContain('phu-luc-chi-tieu.docx');
  });

  test('a folder in its place is told too', async () => {
    const office = await openOffice();
    mkdirSync(join(office.folder, 'templates', 'phu-luc-chi-tieu.docx'), { recursive: true });
    expect(await make(office, 'target_annex')).toMatchObject({ error: { key: 'error.template_unreadable' } });
  });
});

test('in chat: the secretary and leaders take a list away, others do not', async () => {
  const { office, phone } = await openFor();
  for (const [who, may] of [
    [CAST.secretary, true],
    [CAST.leader, true],
    [CAST.staff, false],
  ] as const) {
    await phone.type(who, '/xuatdulieu individual_list');
    await office.bot.jobs.idle();
    const files = office.rich.hub.chat(who).messages.flatMap(({ file }) => file?.name ?? []);
    expect(files).toEqual(may ? ['danh-sach-dang-ky-ca-nhan-2022.docx'] : []);
  }
  expect(textOf(await phone.type(CAST.secretary, '/xuatdulieu count_minutes'))).toContain('Biên bản kiểm phiếu');
});
