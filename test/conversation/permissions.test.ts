import { describe, expect, it } from 'vitest';
import { COMMANDS, MEMBER_SCRIPT } from '../../src/conversation/script.ts';
import { ROLES, type Role } from '../../src/domain/member.ts';
import { TRACES } from '../support/at-step.ts';
import { everyRow } from '../support/domain-state.ts';
import { event, happen, standing, tokenOf } from '../support/events.ts';
import { CAST, openOffice } from '../support/office.ts';
import { localPhone, openPhone, textOf } from '../support/phone.ts';
import { goTo, PLAIN_CONTENT, submitFor, WAYS } from '../support/steps.ts';

const { colleague } = CAST;

/** Who has which command, beside what every member of staff has. */
const RIGHTS: Readonly<Record<string, readonly Role[]>> = {
  pheduyet: ['head', 'secretary', 'leader'],
  dangky: ROLES,
  tiendo: ROLES,
  dangkycuatoi: ROLES,
  lich: ROLES,
  nhantomoi: ROLES,
  nhaclai: ROLES,
  nhacviec: ['secretary'],
  dotbophieu: ['secretary'],
  kiemphieu: ['teller'],
  // For whoever keeps a share of a key, and there is none here.
  mohom: [],
  xuatdulieu: ['head', 'secretary', 'leader', 'teller', 'admin'],
  chitieu: ['head', 'secretary', 'leader'],
  baocao: ['head', 'secretary', 'leader'],
  quanly: ['secretary', 'admin'],
  bophieu: ['member'],
  phieukin: ROLES,
  caidat: ROLES,
};

/** Flows that not everybody may be in, and who may. */
const FLOWS: Readonly<Record<string, readonly Role[]>> = {
  approvals: ['head', 'secretary', 'leader'],
  manage: ['secretary', 'admin'],
  reminders: ['secretary'],
  elections: ['secretary'],
  'count-check': ['teller'],
  reports: ['head', 'secretary', 'leader'],
  exports: ['head', 'secretary', 'leader', 'teller'],
};

/** In February no review is open and nothing is voted on yet: the menu leaves it out. */
const OUT_OF_SEASON = new Set(['tiendo', 'bophieu', 'phieukin', 'kiemphieu']);

const CASES = ROLES.flatMap((role) =>
  COMMANDS.map(
    ({ name, unlisted }) =>
      [role, name, RIGHTS[name]?.includes(role) === true, unlisted !== true && !OUT_OF_SEASON.has(name)] as const,
  ),
);

describe('the right to a command', () => {
  it('is written down for every command', () => {
    expect(Object.keys(RIGHTS).toSorted()).toEqual(COMMANDS.map(({ name }) => name).toSorted());
  });

  it.each(CASES)('%s, /%s: %s (in the menu: %s)', async (role, name, allowed, listed) => {
    const office = await openOffice();
    const phone = localPhone(office);
    office.change(colleague, { roles: role === 'staff' ? ['staff'] : ['staff', role] });
    phone.link(colleague);
    const label = office.catalogue.plain({ key: `command.${name}.label` as 'command.lich.label' }, 'vi');
    const offered = (await phone.type(colleague, '/menu')).flatMap(({ buttons }) => buttons.flat());
    expect(offered.some((button) => button.startsWith(label))).toBe(allowed && listed);

    const before = everyRow(office.storage, [...TRACES, 'pledge']);
    phone.look(colleague);
    await happen(office, event(colleague, { kind: 'choice', token: `/${name}` }));
    const seen = textOf(phone.look(colleague));
    if (allowed) expect(seen).not.toContain('không thuộc phần việc');
    else expect(seen).toContain('không thuộc phần việc');
    expect(everyRow(office.storage, [...TRACES, 'pledge'])).toEqual(before);
  });
});

describe('a right that is lost in the middle of a dialogue', () => {
  const guarded = Object.keys(WAYS).filter((step) => (step.split('.')[0] ?? '') in FLOWS);

  it('covers every flow that not everybody may be in', () => {
    // A ballot is the roll's, which was frozen at the opening, and a share its teller's; the standings are only shown.
    const others = ['chitieu', 'bophieu', 'mohom'];
    const flows = new Set(
      COMMANDS.filter(({ name }) => RIGHTS[name] !== ROLES && !others.includes(name)).map(({ flow }) => flow),
    );
    expect(new Set(Object.keys(FLOWS))).toEqual(flows);
    for (const flow of flows) expect(MEMBER_SCRIPT.flows.has(flow)).toBe(true);
  });

  it.each(guarded)('is lost at once in %s: by button, number or text', async (step) => {
    const phone = await openPhone('local');
    const { office } = phone;
    const { who } = await goTo(phone, step);
    const { dialogues } = office.storage.delivery;
    const subject = `m${office.person(who).id}`;
    const stored = dialogues.load(subject);
    if (stored === null) throw new Error('nothing under way');
    office.change(who, { roles: ['staff', 'member'] });
    const before = everyRow(office.storage, TRACES);
    for (const body of [
      { kind: 'choice', token: `${stored.promptToken}.0` },
      { kind: 'choice', token: `${stored.promptToken}.1` },
      { kind: 'text', text: '1' },
      { kind: 'text', text: 'một lý do nào đó' },
      { kind: 'file', file: { ref: 'x', name: 'x.csv', sizeBytes: 1, mime: 'text/csv' } },
    ] as const) {
      office.work(() => dialogues.save(subject, stored));
      phone.look(who);
      await happen(office, event(who, body));
      expect(textOf(phone.look(who))).toContain('không thuộc phần việc của đồng chí');
      expect(standing(office, who)).toBe('menu.pick');
    }
    expect(everyRow(office.storage, TRACES)).toEqual(before);
  });
});

describe('an administrator who was the secretary too', () => {
  const own = new Set([
    'menu',
    'section',
    'invites',
    'staff_file',
    'staff_reading',
    'staff_preview',
    'audit',
    'audit_person',
    'audit_kind',
  ]);
  const steps = Object.keys(WAYS).filter((step) => {
    const [flow, name = ''] = step.split('.');
    return flow === 'manage' && !own.has(name);
  });

  it.each(steps)('stands at %s no more', async (step) => {
    const phone = await openPhone('local');
    const { office } = phone;
    const { who } = await goTo(phone, step);
    office.change(who, { roles: ['staff', 'admin'] });
    const before = everyRow(office.storage, TRACES);
    phone.look(who);
    await happen(office, event(who, { kind: 'choice', token: tokenOf(office, who) }));
    expect(textOf(phone.look(who))).toContain('không thuộc phần việc của đồng chí');
    expect(standing(office, who)).toBe('menu.pick');
    expect(everyRow(office.storage, TRACES)).toEqual(before);
  });
});

describe('a head', () => {
  it('reads the standings of the own division only', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(CAST.head);
    const seen = textOf(await phone.type(CAST.head, '/chitieu'));
    expect(seen).toContain('tính riêng Phòng Chính sách Dân tộc');
    expect(seen).toContain('0/6');
  });

  it('is not told of a ceiling that is the whole office’s', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    phone.link(CAST.head);
    phone.link(CAST.leader);
    const fighter = {
      ...PLAIN_CONTENT,
      titles: ['advanced_worker', 'grassroots_emulation_fighter'] as const,
      initiative: { name: 'Số hóa hồ sơ', summary: 'Nhanh hơn', level: 'grassroots' as const },
    };
    for (const code of ['CB018', 'CB019', 'CB020', 'CB021', 'CB022']) submitFor(office, code, fighter);
    expect(textOf(await phone.type(CAST.head, '/chitieu'))).not.toContain('vượt trần');
    expect(textOf(await phone.type(CAST.leader, '/chitieu'))).toContain('vượt trần 1');
  });
});
