import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeEvidence } from '../../src/app/review-evidence.ts';
import { DAY } from '../../src/lib/clock.ts';
import { event, happen } from '../support/events.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, nextClientId, type Phone, textOf } from '../support/phone.ts';
import { FULL_CONTENT, reportFor, reviewWith } from '../support/reporting.ts';

const { staff, head, secretary, colleague, otherHead } = CAST;

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

/** Somebody who has come to the question for evidence of the first item. */
async function atEvidence(): Promise<{ readonly office: Office; readonly phone: Phone }> {
  const office = await openOffice();
  const phone = localPhone(office);
  for (const who of [staff, head, secretary, colleague, otherHead]) phone.link(who);
  reviewWith(office, { [staff]: FULL_CONTENT });
  await phone.type(staff, '/tiendo');
  await phone.choose(staff, 'Đã nộp hồ sơ');
  await phone.choose(staff, 'Không ghi chú');
  return { office, phone };
}

function post(office: Office, name: string, bytes: Uint8Array): void {
  const body = { kind: 'file', name, mime: 'application/octet-stream', bytes } as const;
  office.rich.hub.post({ clientId: nextClientId(), personId: staff, displayName: staff, body });
}

async function send(phone: Phone, name: string, bytes: Uint8Array): Promise<string> {
  post(phone.office, name, bytes);
  await phone.office.bot.settled();
  return textOf(phone.look(staff));
}

function kept(office: Office): readonly string[] {
  return readdirSync(join(office.folder, 'files', 'kept'));
}

describe('a file sent as evidence', () => {
  it('is kept under a random name and shown with the name it was sent under', async () => {
    const { office, phone } = await atEvidence();
    const seen = await send(phone, 'Ảnh hộ nghèo.png', PNG);
    expect(seen).toContain('Đã lưu minh chứng: Ảnh hộ nghèo.png');
    expect(kept(office).length).toBe(1);
    expect(kept(office)[0]).toMatch(/^[\w-]{24}$/);
    expect(JSON.stringify(office.log.lines)).not.toContain('hộ nghèo');
  });

  it('is known by its content: another program under a photo’s name is refused, and nothing is kept', async () => {
    const { office, phone } = await atEvidence();
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(512)]);
    expect(await send(phone, 'anh.jpg', program)).toContain('không thuộc loại được nhận');
    expect(await send(phone, 'rong.pdf', Buffer.alloc(0))).toContain('không có nội dung');
    expect(kept(office)).toEqual([]);
  });

  it('takes the ending of its content', async () => {
    const { phone } = await atEvidence();
    expect(await send(phone, 'bao-cao.jpg', PDF)).toContain('Đã lưu minh chứng: bao-cao.pdf');
  });

  it('counts once however often the same bytes are sent, under whatever name', async () => {
    const { office, phone } = await atEvidence();
    await send(phone, 'mot.png', PNG);
    expect(await send(phone, 'hai.png', PNG)).toContain('đã có trong mục');
    expect(kept(office).length).toBe(1);
  });

  it('that the platform no longer has is asked for again', async () => {
    const { office, phone } = await atEvidence();
    const file = { ref: 'mất', name: 'anh.png', sizeBytes: 3, mime: 'image/png' };
    await happen(office, event(staff, { kind: 'file', file }));
    await office.bot.settled();
    expect(textOf(phone.look(staff))).toContain('không còn giữ tệp này');
  });

  it('is taken five times for an item, and the sixth is refused before it is fetched', async () => {
    const { office, phone } = await atEvidence();
    for (let index = 0; index < 5; index += 1) {
      await send(phone, `${index}.pdf`, Buffer.concat([PDF, Buffer.from([index])]));
    }
    expect(await send(phone, '6.pdf', Buffer.concat([PDF, Buffer.from('x')]))).toContain('đã đủ 5 minh chứng');
    expect(kept(office).length).toBe(5);
  });

  it('comes with others at once, and each is told of', async () => {
    const { office, phone } = await atEvidence();
    post(office, 'mot.png', PNG);
    post(office, 'hai.pdf', PDF);
    post(office, 'ba.jpg', Buffer.from('không phải ảnh'));
    await office.bot.settled();
    const seen = textOf(phone.look(staff));
    for (const wanted of ['Đã lưu minh chứng: mot.png', 'Đã lưu minh chứng: hai.pdf', 'không thuộc loại được nhận']) {
      expect(seen).toContain(wanted);
    }
  });

  it('sent just before the process ends is kept by the next one, and the dialogue goes on', async () => {
    const { office, phone } = await atEvidence();
    await office.bot.jobs.stop();
    const file = { ref: 'mất', name: 'anh.png', sizeBytes: 3, mime: 'image/png' };
    await happen(office, event(staff, { kind: 'file', file }));
    await office.restart();
    await office.bot.settled();
    expect(textOf(phone.look(staff))).toContain('không còn giữ tệp này');
    expect(await send(phone, 'anh.png', PNG)).toContain('Đã lưu minh chứng: anh.png');
  });
});

describe('a text typed to the question for evidence', () => {
  it.each(['xong', 'Xong', 'XONG', 'không có minh chứng'])('goes on without evidence: %s', async (text) => {
    const { phone } = await atEvidence();
    const seen = textOf(await phone.type(staff, text));
    expect(seen).not.toContain('https://');
    expect(seen).toContain('Mục 2');
  });

  it('is taken for an address only where it looks like one', async () => {
    const { phone } = await atEvidence();
    const stray = textOf(await phone.type(staff, 'tôi sẽ gửi sau'));
    expect(stray).toContain('chưa hiểu câu trả lời');
    expect(stray).toContain('Ví dụ: gửi một ảnh');
    for (const address of ['http://quangngai.gov.vn/a', 'quangngai.gov.vn/tin-tuc', 'www.quangngai.gov.vn']) {
      expect(textOf(await phone.type(staff, address))).toContain('cần bắt đầu bằng https://');
    }
    expect(textOf(await phone.type(staff, 'https://quangngai.gov.vn/tin-tuc'))).toContain('Đã thêm đường dẫn');
  });
});

describe('kept evidence', () => {
  async function reported() {
    const { office, phone } = await atEvidence();
    await send(phone, 'anh.png', PNG);
    await phone.type(staff, '/huy');
    reportFor(office, staff);
    return { office, phone };
  }

  it('is handed over to its owner, to the head and to nobody else', async () => {
    const { phone } = await reported();
    await phone.type(staff, '/tiendo');
    await phone.choose(staff, 'Xem minh chứng');
    const [own] = await phone.choose(staff, 'anh.png');
    expect(own?.file).toBe('anh.png');
    phone.office.work(({ store, now }) => {
      for (const pledge of store.pledges.all(store.campaigns.current()?.id ?? 0)) {
        store.pledges.setState(pledge.id, 'accepted', now);
      }
    });
    await phone.type(head, '/pheduyet');
    await phone.choose(head, 'Cao Thị Yến Nhi');
    await phone.choose(head, 'Xem minh chứng');
    const [shown] = await phone.choose(head, 'anh.png');
    expect(shown?.file).toBe('anh.png');
    for (const other of [otherHead, colleague]) {
      expect(textOf(await phone.type(other, '/pheduyet'))).not.toContain('Cao Thị Yến Nhi');
    }
  });

  it('stays while a version shows it, and is deleted a day after no version and no draft does', async () => {
    const { office, phone } = await atEvidence();
    await send(phone, 'anh.png', PNG);
    await send(phone, 'nhap.pdf', PDF);
    const [pngName] = office.work(({ store }) => [...store.evidenceFiles.storedNames()]);
    const reportId = 1;
    office.work((work) => removeEvidence(work, reportId, 'initiative', 1));
    await phone.type(staff, '/huy');
    reportFor(office, staff);
    await office.tick();
    expect(kept(office).length).toBe(2);
    office.clock.advance(2 * DAY);
    await office.tick();
    expect(kept(office).length).toBe(1);
    expect(existsSync(join(office.folder, 'files', pngName ?? ''))).toBe(true);
    office.work((work) => removeEvidence(work, reportId, 'initiative', 0));
    office.clock.advance(2 * DAY);
    await office.tick();
    expect(kept(office).length).toBe(1);
  });
});
