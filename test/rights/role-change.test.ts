import { describe, expect, it } from 'vitest';
import { castChoices } from '../../src/app/casting.ts';
import { applyStaff, previewStaff } from '../../src/app/staff-import.ts';
import type { Role } from '../../src/domain/member.ts';
import { TRACES } from '../support/at-step.ts';
import { everyRow } from '../support/domain-state.ts';
import { event, happen, standing, tokenOf } from '../support/events.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, openPhone, type Phone, telegramAccount, telegramPhone, textOf } from '../support/phone.ts';
import { vocabulary } from '../support/staff-terms.ts';
import { goTo, PLAIN_CONTENT, submitFor } from '../support/steps.ts';
import { councilOf, openRound } from '../support/voting.ts';

const { staff, head, secretary, leader, admin } = CAST;
/** Deputy of the head's division. */
const DEPUTY = 'CB018';
const NOT_YOURS = 'không thuộc phần việc của đồng chí';

/** A staff list of the head and the deputy, as the secretary sends it. */
function listOf(roles: Readonly<Record<string, string>>): Uint8Array {
  const rows = [
    `${head},Đinh Thị Phương,Phòng Chính sách Dân tộc,Chuyên viên,${roles[head] ?? ''}`,
    `${DEPUTY},Hồ Văn Điệp,Phòng Chính sách Dân tộc,Trưởng phòng,${roles[DEPUTY] ?? ''}`,
  ];
  return new TextEncoder().encode(`Mã cán bộ,Họ và tên,Phòng,Chức vụ,Vai trò\n${rows.join('\n')}\n`);
}

/** The secretary takes a list in, at the desk. */
async function importList(phone: Phone, bytes: Uint8Array): Promise<void> {
  const { office } = phone;
  await phone.type(secretary, '/quanly');
  await phone.choose(secretary, 'Cán bộ');
  await phone.choose(secretary, 'Cập nhật danh sách');
  const body = { kind: 'file', name: 'staff.csv', mime: 'text/csv', bytes } as const;
  office.rich.hub.post({ clientId: 'list', personId: secretary, displayName: secretary, body });
  await office.bot.settled();
  expect(textOf(await phone.choose(secretary, 'Ghi vào hệ thống'))).toContain('thay đổi');
}

/** An import without talking, of one person. */
function imported(office: Office, code: string, values: { readonly roles?: string; readonly status?: string }): void {
  office.work((work) => {
    const { fullName, divisionName, position } = office.person(code);
    const row = { row: 2, values: { code, full_name: fullName, division: divisionName, position, ...values } };
    const preview = previewStaff(work, [row], vocabulary);
    expect(preview.changed).toHaveLength(1);
    applyStaff(work, preview);
  });
}

describe('a staff list that takes an office from one person and gives it to another', () => {
  it('counts at once, in the middle of a dialogue: the old head decides nothing, the new one does', async () => {
    const phone = localPhone(await openOffice());
    const { office } = phone;
    for (const who of [head, DEPUTY, secretary]) phone.link(who);
    submitFor(office, staff);
    await phone.type(head, '/pheduyet');
    await phone.choose(head, 'Cao Thị Yến Nhi');
    await phone.type(DEPUTY, '/menu');
    const endorse = tokenOf(office, head);
    await importList(phone, listOf({ [DEPUTY]: 'Trưởng phòng' }));

    const before = everyRow(office.storage, TRACES);
    phone.look(head);
    await happen(office, event(head, { kind: 'choice', token: endorse }));
    expect(textOf(phone.look(head))).toContain(NOT_YOURS);
    expect(everyRow(office.storage, TRACES)).toEqual(before);
    await phone.type(DEPUTY, '/pheduyet');
    await phone.choose(DEPUTY, 'Cao Thị Yến Nhi');
    await phone.choose(DEPUTY, 'Xác nhận');
    expect(office.storage.store.pledges.ofMember(1, office.person(staff).id)?.state).toBe('endorsed');
  });
});

describe('the menus that a platform keeps', () => {
  it('follow the roles within a minute, and who left has what any stranger has', async () => {
    const { telegram, office, link, type, close } = await telegramPhone();
    const menu = (who: string) =>
      telegram
        .user(telegramAccount(who))
        .menu()
        .map(({ command }) => command);
    for (const who of [head, staff]) {
      link(who);
      await type(who, '/menu');
    }
    imported(office, head, { roles: '' });
    imported(office, staff, { roles: 'Trưởng phòng' });
    await office.tick();
    expect(menu(head)).toContain('dangky');
    expect(menu(head)).not.toContain('pheduyet');
    expect(menu(staff)).toContain('pheduyet');
    imported(office, staff, { status: 'Đã nghỉ' });
    expect(office.person(staff).active).toBe(false);
    await office.tick();
    expect(menu(staff)).toEqual(['menu', 'trogiup', 'quaylai', 'huy']);
    await close();
  });
});

describe('a role that is given', () => {
  it('is there with the next word, in the menu that stands open', async () => {
    const phone = localPhone(await openOffice());
    const { office } = phone;
    phone.link(staff);
    await phone.type(staff, '/menu');
    expect(textOf(await phone.type(staff, '/pheduyet'))).toContain('không');
    submitFor(office, CAST.colleague);
    imported(office, staff, { roles: 'Trưởng phòng' });
    await phone.type(staff, '/pheduyet');
    expect(standing(office, staff)).toBe('approvals.list');
    expect(textOf(await phone.type(staff, '/chitieu'))).toContain('tính riêng');
  });
});

describe('the secretary who becomes another', () => {
  const CASES = [
    ['reports.week', ['staff', 'head']],
    ['reports.next', ['staff', 'head']],
    ['reports.weeks', ['staff', 'head']],
    ['reports.resend', ['staff', 'leader']],
    ['reports.division', ['staff', 'head']],
    ['exemplar.desk', ['staff']],
    ['exemplar.card', ['staff', 'head']],
    ['exemplar.reason', ['staff', 'head']],
    ['approvals.accept_all', ['staff', 'head']],
    ['exports.variant', ['staff', 'teller']],
    ['elections.round', ['staff', 'member']],
  ] as const satisfies readonly (readonly [string, readonly Role[]])[];

  it.each(CASES)('at %s does nothing more with what %j may not', async (step, roles) => {
    const phone = await openPhone('local');
    const { office } = phone;
    const { who } = await goTo(phone, step);
    office.change(who, { roles });
    // A job may be asked for; it asks again who wants it, and makes nothing.
    const before = everyRow(office.storage, [...TRACES, 'job']);
    const { dialogues } = office.storage.delivery;
    const stored = dialogues.load(`m${office.person(who).id}`);
    for (const body of [{ kind: 'choice', token: tokenOf(office, who) } as const, '1', 'Hồ sơ còn thiếu minh chứng']) {
      if (stored !== null) office.work(() => dialogues.save(`m${office.person(who).id}`, stored));
      expect(await happen(office, event(who, body))).toBe('done');
    }
    expect(everyRow(office.storage, [...TRACES, 'job'])).toEqual(before);
  });
});

describe('the roll of a round', () => {
  it('stays as it was at the opening: a lost seat still votes, whoever left does not', async () => {
    const office = await openOffice();
    const round = await openRound(office);
    const [moved = '', gone = ''] = councilOf(office).filter((code) => office.person(code).councilPost === 'member');
    office.change(moved, { roles: ['staff'] });
    office.change(gone, { active: false });
    const ballot = new Map([[1, 'agree'] as const, [2, 'agree'] as const]);
    const cast = (code: string) => office.work((work) => castChoices(work, office.person(code), round.id, ballot));
    expect(cast(moved).ok).toBe(true);
    expect(cast(gone)).toEqual({ ok: false, error: 'not_on_roll' });
  });
});

describe('a pledge that waits', () => {
  it('is shown to whoever may decide on it today, by name to nobody else', async () => {
    const phone = localPhone(await openOffice());
    const { office } = phone;
    for (const who of [head, admin, leader]) phone.link(who);
    submitFor(office, staff, PLAIN_CONTENT);
    expect(textOf(await phone.type(head, '/pheduyet'))).toContain('Cao Thị Yến Nhi');
    for (const who of [admin, leader])
      expect(textOf(await phone.type(who, '/pheduyet'))).not.toContain('Cao Thị Yến Nhi');
  });
});
