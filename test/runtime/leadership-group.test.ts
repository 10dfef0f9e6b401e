import { describe, expect, it } from 'vitest';
import { leadershipGroup } from '../../src/app/leadership-group.ts';
import { MINUTE } from '../../src/lib/clock.ts';
import { event, happen } from '../support/events.ts';
import { groupCode } from '../support/group-code.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, textOf } from '../support/phone.ts';

const { staff, secretary } = CAST;
const inGroup = (id: string) => ({ chat: { id, kind: 'group' } }) as const;
const current = (office: Office) => office.work((work) => leadershipGroup(work));
const said = (office: Office, group: string) => office.rich.hub.chat(group).messages.at(-1)?.text ?? '';

async function openLinked(): Promise<Office> {
  const office = await openOffice();
  for (const code of [staff, secretary]) office.link(code);
  return office;
}

describe('the leadership group', () => {
  it('is where the secretary says so, with or without a slash, and every secretary is told', async () => {
    const office = await openLinked();
    const phone = localPhone(office);
    await happen(office, event(secretary, '/nhomlanhdao', inGroup('G1')));
    expect(current(office)).toMatchObject({ channel: 'local', chatId: 'G1' });
    expect(said(office, 'G1')).toContain('bản tin thi đua hằng tuần');
    expect(textOf(phone.look(secretary))).toContain('Đã đặt nhóm nhận bản tin');
    await happen(office, event(secretary, 'Nhóm lãnh đạo', inGroup('G2')));
    expect(current(office)?.chatId).toBe('G2');
    expect(said(office, 'G2')).toContain('Nhóm đã đặt trước đây không nhận bản tin nữa');
  });

  it('is set by nobody else', async () => {
    const office = await openLinked();
    for (const who of [staff, 'người lạ']) {
      await happen(office, event(who, '/nhomlanhdao', inGroup('G1')));
      expect(said(office, 'G1')).toContain('Chỉ Thư ký Hội đồng');
    }
    // Somebody whom the platform does not vouch for, under the secretary's account.
    await happen(office, event(secretary, '/nhomlanhdao', { ...inGroup('G1'), binding: false }));
    expect(said(office, 'G1')).toContain('Chỉ Thư ký Hội đồng');
    expect(current(office)).toBeNull();
  });

  it('is set with a code of the secretary by an account that the platform shows under another name', async () => {
    const office = await openLinked();
    const code = groupCode(office);
    await happen(office, event('mã khác trong nhóm', `/nhomlanhdao ${code.toLowerCase()}`, inGroup('G1')));
    expect(current(office)?.chatId).toBe('G1');
    // Used once.
    await happen(office, event('mã khác trong nhóm', `/nhomlanhdao ${code}`, inGroup('G2')));
    expect(said(office, 'G2')).toContain('Mã không đúng hoặc đã hết hạn');
    expect(current(office)?.chatId).toBe('G1');
  });

  it('is set with the right code after four mistyped ones', async () => {
    const office = await openLinked();
    const code = groupCode(office);
    for (let n = 0; n < 4; n += 1) await happen(office, event('ai đó', '/nhomlanhdao AAAA-2222', inGroup('G1')));
    expect(said(office, 'G1')).toContain('Mã không đúng');
    expect(current(office)).toBeNull();
    await happen(office, event('ai đó', `/nhomlanhdao ${code}`, inGroup('G1')));
    expect(current(office)?.chatId).toBe('G1');
  });

  it('is not set with a code that was guessed at five times, or is too old', async () => {
    const office = await openLinked();
    const first = groupCode(office);
    for (let n = 0; n < 5; n += 1) await happen(office, event('ai đó', '/nhomlanhdao AAAA-2222', inGroup(`G${n}`)));
    await happen(office, event('ai đó', `/nhomlanhdao ${first}`, inGroup('G1')));
    expect(current(office)).toBeNull();
    const second = groupCode(office);
    office.clock.advance(30 * MINUTE);
    await happen(office, event('ai đó', `/nhomlanhdao ${second}`, inGroup('G1')));
    expect(current(office)).toBeNull();
  });

  it('is not set with a code whose issuer is secretary no more, or has left', async () => {
    const office = await openLinked();
    for (const changes of [{ roles: ['staff', 'admin'] }, { active: false }] as const) {
      const code = groupCode(office);
      const before = office.person(secretary);
      office.change(secretary, changes);
      await happen(office, event('ai đó', `/nhomlanhdao ${code}`, inGroup('G1')));
      expect(said(office, 'G1')).toContain('Mã không đúng hoặc đã hết hạn');
      expect(current(office)).toBeNull();
      office.change(secretary, { roles: before.roles, active: true });
    }
  });

  it('is forgotten when the bot is removed from it, and only from it', async () => {
    const office = await openLinked();
    const phone = localPhone(office);
    await happen(office, event(secretary, '/nhomlanhdao', inGroup('G1')));
    phone.look(secretary);
    await happen(office, event('ai đó', { kind: 'group-membership', member: false }, inGroup('G2')));
    expect(current(office)?.chatId).toBe('G1');
    await happen(office, event('ai đó', { kind: 'group-membership', member: false }, inGroup('G1')));
    expect(current(office)).toBeNull();
    expect(textOf(phone.look(secretary))).toContain('không còn trong nhóm nhận bản tin');
  });

  it('keeps its place when its platform gives it another id', async () => {
    const office = await openLinked();
    await happen(office, event(secretary, '/nhomlanhdao', inGroup('G1')));
    await happen(office, event('ai đó', { kind: 'chat-moved', newChatId: 'G9' }, inGroup('G1')));
    expect(current(office)?.chatId).toBe('G9');
  });

  it('is shown and removed at the desk', async () => {
    const office = await openLinked();
    const phone = localPhone(office);
    await happen(office, event(secretary, '/nhomlanhdao', inGroup('G1')));
    await phone.type(secretary, '/quanly');
    await phone.choose(secretary, 'Gửi tin');
    expect(textOf(await phone.choose(secretary, 'Nhóm nhận bản tin'))).toContain('được gửi vào nhóm trên');
    expect(textOf(await phone.choose(secretary, 'Lấy mã nhóm'))).toMatch(/\/nhomlanhdao \w{4}-\w{4}/);
    expect(textOf(await phone.choose(secretary, 'Bỏ nhóm'))).toContain('nhắn riêng cho từng lãnh đạo');
    expect(current(office)).toBeNull();
  });
});
