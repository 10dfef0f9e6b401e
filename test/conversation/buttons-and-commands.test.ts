import { describe, expect, it } from 'vitest';
import { atStep, TRACES } from '../support/at-step.ts';
import { everyRow } from '../support/domain-state.ts';
import { event, happen, standing, tokenOf } from '../support/events.ts';
import { CAST } from '../support/office.ts';
import { openPhone, textOf } from '../support/phone.ts';
import { submitFor } from '../support/steps.ts';

const { staff, head } = CAST;

describe('a button', () => {
  it('of an earlier question shows the current one and changes nothing', async () => {
    const { phone, office, who } = await atStep('register.grade');
    const old = tokenOf(office, who);
    await phone.choose(who, 'Hoàn thành tốt');
    const before = everyRow(office.storage, TRACES);
    phone.look(who);
    await happen(office, event(who, { kind: 'choice', token: old }));
    const seen = textOf(phone.look(who));
    expect(seen).toContain('không còn hiệu lực');
    expect(seen).toContain('sáng kiến');
    expect(standing(office, who)).toBe('register.initiative');
    expect(everyRow(office.storage, TRACES)).toEqual(before);
  });

  it('of somebody else does nothing', async () => {
    const { phone, office, who } = await atStep('approvals.card');
    phone.link(staff);
    const stolen = tokenOf(office, who);
    await happen(office, event(staff, { kind: 'choice', token: stolen }));
    const pledge = office.storage.store.pledges.ofMember(1, office.person(staff).id);
    expect(pledge?.state).toBe('submitted');
    expect(standing(office, who)).toBe('approvals.card');
  });

  it('with a command that the person does not have is refused', async () => {
    const { phone, office, who } = await atStep('menu.pick');
    phone.look(who);
    await happen(office, event(who, { kind: 'choice', token: '/quanly' }));
    expect(textOf(phone.look(who))).toContain('không thuộc phần việc');
    expect(standing(office, who)).toBe('menu.pick');
  });

  it('under a notice leaves the notice as it is', async () => {
    const phone = await openPhone('local');
    phone.link(staff);
    phone.link(head);
    submitFor(phone.office, staff);
    await phone.type(head, '/pheduyet');
    await phone.choose(head, 'Cao Thị Yến Nhi');
    await phone.choose(head, 'Xác nhận');
    expect(textOf(phone.look(staff))).toContain('đã xác nhận bản đăng ký');
    await phone.choose(staff, 'Bản đăng ký của tôi');
    const texts = phone.office.rich.hub.chat(staff).messages.map(({ text }) => text);
    expect(texts.filter((text) => text.includes('đã xác nhận bản đăng ký'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('Lịch sử'))).toHaveLength(1);
  });

  it('that outlived its dialogue does not write over what it hangs on', async () => {
    const { phone, office, who } = await atStep('register.grade');
    const token = tokenOf(office, who);
    const ofBot = () => office.rich.hub.chat(who).messages.filter(({ from }) => from === 'bot');
    const messageId = ofBot().at(-1)?.id ?? '';
    await phone.type(who, '/huy');
    const before = ofBot();
    await happen(office, event(who, { kind: 'choice', token, messageId }));
    expect(ofBot().slice(0, -1)).toEqual(before);
    expect(standing(office, who)).toBe('menu.pick');
  });

  it('edits its own message into what follows', async () => {
    const { phone, office, who } = await atStep('register.grade');
    const messages = office.rich.hub.chat(who).messages.length;
    await phone.choose(who, 'Hoàn thành tốt');
    expect(office.rich.hub.chat(who).messages).toHaveLength(messages);
  });
});

describe('another command in the middle of a dialogue', () => {
  it('asks first, and staying goes on where one was', async () => {
    const { phone, office, who, unchanged } = await atStep('register.grade');
    expect(textOf(await phone.type(who, '/caidat'))).toContain('Chuyển sang «Cài đặt»?');
    await phone.choose(who, 'Tiếp tục việc đang làm');
    expect(standing(office, who)).toBe('register.grade');
    unchanged();
  });

  it('keeps the draft when one leaves', async () => {
    const { phone, office, who } = await atStep('register.commitments');
    const draft = office.storage.store.pledges.ofMember(1, office.person(who).id)?.draft;
    await phone.type(who, '/caidat');
    await phone.choose(who, 'Chuyển sang việc mới');
    expect(standing(office, who)).toBe('settings.menu');
    expect(office.storage.store.pledges.ofMember(1, office.person(who).id)?.draft).toEqual(draft);
    await phone.type(who, '/dangky');
    expect(standing(office, who)).toBe('register.resume');
    await phone.choose(who, 'Tiếp tục bản nháp');
    expect(office.storage.store.pledges.ofMember(1, office.person(who).id)?.draft).toEqual(draft);
  });

  it('that only shows something is answered at once, and the question follows', async () => {
    const { phone, office, who, unchanged } = await atStep('register.grade');
    const seen = await phone.type(who, '/lich');
    expect(textOf(seen)).toContain('Hết hạn đăng ký thi đua');
    expect(seen.at(-1)?.text).toContain('xếp loại chất lượng');
    expect(standing(office, who)).toBe('register.grade');
    unchanged();
  });

  it('takes the question back with /quaylai', async () => {
    const { phone, office, who } = await atStep('register.grade');
    await phone.type(who, '/caidat');
    expect(textOf(await phone.type(who, '/quaylai'))).toContain('xếp loại chất lượng');
    expect(standing(office, who)).toBe('register.grade');
  });

  it('replaces the command that waits', async () => {
    const { phone, office, who } = await atStep('register.grade');
    await phone.type(who, '/caidat');
    expect(textOf(await phone.type(who, '/menu'))).toContain('Chuyển sang «Danh mục việc»?');
    await phone.choose(who, 'Chuyển sang việc mới');
    expect(standing(office, who)).toBe('menu.pick');
  });
});

describe('/start with a code in the middle of a dialogue', () => {
  it('says that one is linked, asks again, and keeps the code nowhere', async () => {
    const { phone, office, who, unchanged } = await atStep('register.grade');
    const seen = textOf(await phone.type(who, '/start ABCD-2345'));
    expect(seen).toContain('đã được liên kết');
    expect(seen).toContain('xếp loại chất lượng');
    expect(standing(office, who)).toBe('register.grade');
    const states = office.storage.database.sqlite.prepare('SELECT state FROM dialogue').pluck().all();
    expect(JSON.stringify(states)).not.toMatch(/ABCD-?2345/);
    unchanged();
  });

  it('in the middle of another question whether to leave asks that one again', async () => {
    const { phone, office, who } = await atStep('register.grade');
    await phone.type(who, '/caidat');
    expect(textOf(await phone.type(who, '/start ABCD-2345'))).toContain('Chuyển sang «Cài đặt»?');
    await phone.choose(who, 'Tiếp tục việc đang làm');
    expect(standing(office, who)).toBe('register.grade');
  });
});

describe('going back', () => {
  it('walks the whole way to the first step and no further', async () => {
    const { phone, office, who } = await atStep('register.review');
    const way: (string | null)[] = [];
    for (let step = 0; step < 6; step += 1) {
      await phone.type(who, '/quaylai');
      way.push(standing(office, who));
    }
    expect(way).toEqual(
      ['commitments', 'initiative', 'grade', 'awards', 'titles', 'titles'].map((step) => `register.${step}`),
    );
  });

  it('from a changed item returns to the card', async () => {
    const { phone, office, who } = await atStep('register.review');
    await phone.choose(who, 'Sửa mục 3');
    await phone.type(who, '/quaylai');
    expect(standing(office, who)).toBe('register.review');
  });

  it('never leads to a question that is settled', async () => {
    const { phone, office, who } = await atStep('register.missing_titles');
    await phone.choose(who, 'Đăng ký thêm');
    expect(standing(office, who)).toBe('register.awards');
    await phone.type(who, '/quaylai');
    expect(standing(office, who)).toBe('register.titles');
  });

  it('from the list of waiting pledges does not circle', async () => {
    const { phone, who } = await atStep('approvals.card');
    await phone.choose(who, 'Về danh sách');
    expect(textOf(await phone.type(who, '/quaylai'))).toContain('bước đầu tiên');
  });
});
