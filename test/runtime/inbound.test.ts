import { describe, expect, it } from 'vitest';
import { atStep, TRACES } from '../support/at-step.ts';
import { everyRow } from '../support/domain-state.ts';
import { event, happen, standing, tokenOf } from '../support/events.ts';
import { CAST, openOffice } from '../support/office.ts';
import { localPhone, openPhone, textOf } from '../support/phone.ts';
import { submitFor } from '../support/steps.ts';

const { staff, colleague, head, otherStaff } = CAST;

function statusOf(office: Awaited<ReturnType<typeof openOffice>>, eventKey: string): unknown {
  return office.storage.database.sqlite
    .prepare('SELECT status, reference FROM inbound_event WHERE event_key = ?')
    .get(eventKey);
}

describe('an event', () => {
  it('that comes again in the same batch changes nothing the second time', async () => {
    const { phone, office, who } = await atStep('register.titles');
    phone.look(who);
    const one = event(who, '1');
    expect(office.bot.receive([one, one]).map(({ status }) => status)).toEqual(['done', 'replay']);
    await office.bot.settled();
    expect(phone.look(who)).toHaveLength(1);
    expect(office.storage.store.pledges.ofMember(1, office.person(who).id)?.draft?.titles).toEqual(['advanced_worker']);
  });

  it('that comes again in another batch, or after a restart, changes nothing', async () => {
    const { phone, office, who } = await atStep('register.titles');
    const one = event(who, '1');
    await happen(office, one);
    phone.look(who);
    expect(await happen(office, one)).toBe('replay');
    await office.restart();
    expect(await happen(office, one)).toBe('replay');
    expect(textOf(phone.look(who))).toBe('');
    expect(office.storage.store.pledges.ofMember(1, office.person(who).id)?.draft?.titles).toEqual(['advanced_worker']);
  });

  it('with the same key on another channel is another event', async () => {
    const office = await openOffice();
    const one = event(staff, 'xin chào');
    expect(await happen(office, one)).toBe('done');
    expect(await happen(office, { ...one, channel: 'local-text' })).toBe('done');
  });

  it('submits once, also when the tap comes twice as two events', async () => {
    const { office, who } = await atStep('register.review');
    const token = `${office.storage.delivery.dialogues.load(`m${office.person(who).id}`)?.promptToken}.5`;
    office.bot.receive([event(who, { kind: 'choice', token }), event(who, { kind: 'choice', token })]);
    await office.bot.settled();
    const pledge = office.storage.store.pledges.ofMember(1, office.person(who).id);
    expect([pledge?.version, pledge?.state]).toEqual([1, 'submitted']);
    expect(office.storage.store.pledges.events(pledge?.id ?? 0)).toHaveLength(1);
  });

  it('of ten messages at once is read in order, each to the question that the one before left', async () => {
    const { phone, office, who } = await atStep('register.titles');
    const words = ['1', 'xong', '5', '1', 'không', '2', 'viết', 'Báo cáo đúng hạn', 'xong', 'nộp'];
    const statuses = office.bot.receive(words.map((text) => event(who, text))).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(['done']));
    await office.bot.settled();
    const pledge = office.storage.store.pledges.ofMember(1, office.person(who).id);
    expect(pledge?.state).toBe('submitted');
    expect(pledge?.content).toMatchObject({
      titles: ['advanced_worker'],
      grade: 'good',
      commitments: [{}, { code: null }],
    });
    expect(textOf(phone.look(who))).toContain('Đã nộp bản đăng ký');
  });

  it('of one person never meets the dialogue of another, however they are mixed', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    const people = [staff, colleague, otherStaff];
    for (const who of people) phone.link(who);
    const words = ['/dangky', '1', 'xong', '5', '1', 'không', '2', 'xong', 'nộp'];
    office.bot.receive(words.flatMap((text) => people.map((who) => event(who, text))));
    await office.bot.settled();
    for (const who of people) {
      const pledge = office.storage.store.pledges.ofMember(1, office.person(who).id);
      expect([pledge?.state, pledge?.version, pledge?.content?.titles]).toEqual(['submitted', 1, ['advanced_worker']]);
    }
  });

  it('in which two heads of a division endorse at once endorses once', async () => {
    const phone = await openPhone('local');
    const { office } = phone;
    office.change(colleague, { roles: ['staff', 'head'] });
    for (const who of [head, colleague]) phone.link(who);
    const pledgeId = submitFor(office, staff);
    for (const who of [head, colleague]) {
      await phone.type(who, '/pheduyet');
      await phone.choose(who, 'Cao Thị Yến Nhi');
    }
    office.bot.receive([head, colleague].map((who) => event(who, { kind: 'choice', token: tokenOf(office, who) })));
    await office.bot.settled();
    expect(office.storage.store.pledges.events(pledgeId).map(({ action }) => action)).toEqual([
      'submitted',
      'endorsed',
    ]);
    expect(textOf(phone.look(colleague))).toContain('không còn chờ đồng chí');
  });
});

describe('an event whose handling fails', () => {
  async function broken() {
    const { phone, office, who } = await atStep('register.titles');
    for (const other of [colleague, otherStaff]) phone.link(other);
    // What no code writes: a number where a list belongs.
    office.storage.database.sqlite.prepare(`UPDATE pledge SET draft = '{"titles":5}'`).run();
    await office.restart();
    phone.look(who);
    return { phone, office, who };
  }

  it('is undone, recorded, and answered with a code', async () => {
    const { phone, office, who } = await broken();
    const before = everyRow(office.storage, TRACES);
    const one = event(who, '1');
    expect(await happen(office, one)).toBe('failed');
    const row = statusOf(office, one.eventKey) as { status: string; reference: string };
    expect(row.status).toBe('failed');
    expect(textOf(phone.look(who))).toContain(`mã ${row.reference}`);
    expect(everyRow(office.storage, TRACES)).toEqual(before);
    expect(office.log.lines).toEqual([
      expect.objectContaining({ level: 'error', fields: expect.objectContaining({ reference: row.reference }) }),
    ]);
  });

  it('takes none of the others of its batch with it', async () => {
    const { phone, office, who } = await broken();
    const batch = [event(colleague, '/dangky'), event(who, '1'), event(otherStaff, '/dangky'), event(colleague, '1')];
    expect(office.bot.receive(batch).map(({ status }) => status)).toEqual(['done', 'failed', 'done', 'done']);
    await office.bot.settled();
    expect(standing(office, otherStaff)).toBe('register.titles');
    expect(textOf(phone.look(colleague))).toContain('☑ Lao động tiên tiến');
  });

  it('is not tried again when it comes again', async () => {
    const { phone, office, who } = await broken();
    const one = event(who, '1');
    await happen(office, one);
    phone.look(who);
    expect(await happen(office, one)).toBe('replay');
    expect(textOf(phone.look(who))).toBe('');
  });

  it('leaves a way out: /huy and the menu still work', async () => {
    const { phone, office, who } = await broken();
    await happen(office, event(who, '1'));
    expect(textOf(await phone.type(who, '/huy'))).toContain('Đã dừng');
    expect(textOf(await phone.type(who, '/menu'))).toContain('chọn việc cần làm');
  });

  it('logs neither what was written nor whose it was', async () => {
    const { office, who } = await broken();
    await happen(office, event(who, 'chữ rất riêng tư'));
    expect(JSON.stringify(office.log.lines)).not.toMatch(/riêng tư|CB019|Cao Thị/);
  });
});

describe('a full disk', () => {
  it('leaves nothing of the batch, is told to the channel, and the batch is taken once there is room', async () => {
    const { office, who, phone } = await atStep('register.own_commitment');
    const { sqlite } = office.storage.database;
    const pages = sqlite.pragma('page_count', { simple: true }) as number;
    const before = everyRow(office.storage);
    const batch = Array.from({ length: 80 }, (_, n) => event(who, `/lich ${n}`));
    sqlite.pragma(`max_page_count = ${pages}`);
    expect(() => office.bot.receive(batch)).toThrow(/full/);
    expect(everyRow(office.storage)).toEqual(before);
    sqlite.pragma('max_page_count = 1000000');
    expect(new Set(office.bot.receive(batch).map(({ status }) => status))).toEqual(new Set(['done']));
    await office.bot.settled();
    expect(textOf(phone.look(who))).toContain('Lịch và thời hạn');
  });
});

describe('somebody', () => {
  it('in a group is sent to the private chat, and only when a command is given', async () => {
    const { phone, office, who, unchanged } = await atStep('register.titles');
    phone.look(who);
    const group = { chat: { id: 'G1', kind: 'group' } } as const;
    for (const words of ['xin chào', '1', 'đăng ký', '/dangky', '/dangkycuatoi'])
      await happen(office, event(who, words, group));
    const told = office.rich.hub.chat('G1').messages.map(({ text }) => text);
    expect(told).toHaveLength(2);
    expect(new Set(told)).toEqual(new Set([expect.stringContaining('tin nhắn riêng')]));
    expect(textOf(phone.look(who))).toBe('');
    unchanged();
  });

  it('whom the platform does not vouch for decides nothing', async () => {
    const { phone, office, who, unchanged } = await atStep('register.withdraw');
    phone.look(who);
    await happen(office, event(who, '2', { binding: false }));
    expect(textOf(phone.look(who))).toContain('không xác định được người gửi');
    unchanged();
  });

  it('who left the office can do nothing, not even with an open dialogue', async () => {
    const { phone, office, who } = await atStep('register.review');
    office.change(who, { active: false });
    const code = office.codeFor(colleague);
    const before = everyRow(office.storage, TRACES);
    for (const words of ['nộp', '/dangky', '/menu', '/huy', 'xin chào', code]) {
      expect(textOf(await phone.type(who, words)), words).toContain('không còn trong danh sách công tác');
    }
    expect(everyRow(office.storage, TRACES)).toEqual(before);
  });

  it('who left the office is told nothing more, not even what becomes of their pledge', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    for (const who of [staff, head]) phone.link(who);
    submitFor(office, staff);
    office.change(staff, { active: false });
    await phone.type(head, '/pheduyet');
    await phone.choose(head, 'Cao Thị Yến Nhi');
    expect(textOf(await phone.choose(head, 'Xác nhận'))).toContain('Đã xác nhận');
    expect(phone.look(staff)).toEqual([]);
  });

  it('who is not linked can do nothing but link', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    const before = everyRow(office.storage, TRACES);
    const words = ['/dangky', '/pheduyet', '/quanly', '/chitieu', '/lich', '/caidat', '/menu', '/huy', '/quaylai'];
    for (const text of [...words, '/trogiup', '1', 'đăng ký', '/start', 'xin chào']) {
      expect(textOf(await phone.type('người lạ', text)), text).toContain('mã liên kết');
    }
    for (const body of [
      { kind: 'choice', token: '/dangky' },
      { kind: 'file', file: { ref: 'x', name: 'x.xlsx', sizeBytes: 1, mime: 'x' } },
      { kind: 'edited' },
      { kind: 'unsupported' },
      { kind: 'job-done', jobId: 1 },
    ] as const) {
      expect(await happen(office, event('người lạ', body))).toBe('done');
    }
    expect(everyRow(office.storage, TRACES)).toEqual(before);
  });
});
