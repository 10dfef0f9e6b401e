import { describe, expect, it } from 'vitest';
import { approvalQueue } from '../../src/app/approval.ts';
import { divisionsLeft, importChanges, importPlan } from '../../src/app/plan-import.ts';
import { applyStaff } from '../../src/app/staff-import.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { localPhone, textOf } from '../support/phone.ts';
import { PLAIN_CONTENT, submitFor } from '../support/steps.ts';

/** More than anybody has to decide on here. */
const FIRST = { offset: 0, limit: 100 };
const { staff, colleague, head, otherHead, otherStaff, secretary } = CAST;

/** Imports a list that moves somebody to another division. */
function move(office: Office, code: string, divisionCode: string): void {
  office.work((work) => {
    const { fullName, position, roles, councilPost, phone, employment, active } = office.person(code);
    const record = { code, fullName, divisionCode, position, roles, councilPost, phone, employment, active };
    const nothing = { new: [], unchanged: [], wrong: [], warnings: [], missing: [] };
    applyStaff(work, { ...nothing, changed: [{ row: 2, record, changes: [] }] });
  });
}

const waitingFor = (office: Office, code: string): readonly (string | undefined)[] =>
  office.work((work) => approvalQueue(work, office.person(code), FIRST).map(({ owner }) => owner?.code));

describe('a staff list that moves somebody to another division', () => {
  it('takes their pledge along: the head there endorses it, and no longer the one before', async () => {
    const office = await openOffice();
    submitFor(office, staff);
    submitFor(office, colleague);
    expect(waitingFor(office, head)).toEqual([staff, colleague]);
    move(office, staff, office.person(otherStaff).divisionCode);
    expect(waitingFor(office, head)).toEqual([colleague]);
    expect(waitingFor(office, otherHead)).toEqual([staff]);
  });

  it('takes a draft along: it is submitted to the head there', async () => {
    const office = await openOffice();
    const phone = localPhone(office);
    for (const who of [staff, head, otherHead]) phone.link(who);
    await phone.type(staff, '/dangky');
    move(office, staff, office.person(otherStaff).divisionCode);
    submitFor(office, staff, PLAIN_CONTENT);
    expect(waitingFor(office, head)).toEqual([]);
    expect(waitingFor(office, otherHead)).toEqual([staff]);
  });

  it('leaves the pledge of the division where it is', async () => {
    const office = await openOffice();
    const before = office.person(head).divisionId;
    const campaignId = office.work(({ store }) => store.campaigns.current()?.id ?? 0);
    office.work(({ store, now }) =>
      store.pledges.create({ campaignId, kind: 'collective', memberId: null, divisionId: before, draft: null, now }),
    );
    move(office, head, office.person(otherStaff).divisionCode);
    expect(office.storage.store.pledges.ofDivision(campaignId, before)).not.toBeNull();
  });
});

describe('a role', () => {
  it('that was given or taken away counts at once, also for those who wait for its holders', async () => {
    const office = await openOffice();
    const secretaries = () => office.work(({ store }) => store.members.withRole('secretary').map(({ code }) => code));
    expect(secretaries()).toEqual([secretary]);
    office.change(staff, { roles: ['staff', 'secretary'] });
    expect(secretaries()).toEqual([secretary, staff]);
    office.change(secretary, { active: false });
    expect(secretaries()).toEqual([staff]);
  });
});

describe('a plan', () => {
  it('of an earlier year is kept, and changes neither the current one nor its divisions', async () => {
    const office = await openOffice();
    const [first] = office.plan.divisions;
    if (first === undefined) throw new Error('a plan without divisions');
    const before = { ...office.plan, year: office.plan.year - 1, divisions: [first] };
    office.work((work) => importPlan(work, before));
    expect(office.work((work) => importChanges(work, before))).toBe(false);
    const { store } = office.storage;
    expect(office.work(() => store.campaigns.current()?.year)).toBe(office.plan.year);
    expect(office.work(() => store.campaigns.byYear(before.year)?.plan)).toEqual(before);
    expect(office.work(() => store.divisions.all().filter(({ active }) => active))).toHaveLength(
      office.plan.divisions.length,
    );
  });

  it('in which divisions stand in another order is stored so', async () => {
    const office = await openOffice();
    const divisions = office.plan.divisions.toReversed();
    const plan = { ...office.plan, divisions };
    expect(office.work((work) => importChanges(work, plan))).toBe(true);
    office.work((work) => importPlan(work, plan));
    const active = office.work(({ store }) => store.divisions.all().filter((division) => division.active));
    expect(active.map(({ code }) => code)).toEqual(divisions.map(({ code }) => code));
    expect(office.work((work) => importChanges(work, plan))).toBe(false);
  });

  it('that drops a division names those who belong to it still, until a staff list has moved them', async () => {
    const office = await openOffice();
    const { divisionId, divisionCode } = office.person(staff);
    const people = () => office.work(({ store }) => store.members.activeInDivision(divisionId));
    const plan = { ...office.plan, divisions: office.plan.divisions.filter(({ code }) => code !== divisionCode) };
    const left = () => office.work((work) => divisionsLeft(work, plan));
    const name = office.plan.divisions.find(({ code }) => code === divisionCode)?.name;
    expect(left()).toEqual([{ name, people: people().length }]);
    expect(office.work((work) => divisionsLeft(work, { ...plan, year: plan.year - 1 }))).toEqual([]);
    for (const { code } of people()) move(office, code, office.person(otherStaff).divisionCode);
    expect(left()).toEqual([]);
  });

  it('of a later year takes the place of the current one, and one of a wrong year is taken back', async () => {
    const office = await openOffice();
    const later = { ...office.plan, year: office.plan.year + 10 };
    const changesAnything = (plan: typeof later, wanted = false) =>
      office.work((work) => importChanges(work, plan, wanted));
    expect(changesAnything(office.plan)).toBe(false);
    office.work((work) => importPlan(work, later));
    expect(changesAnything(later)).toBe(false);
    expect(changesAnything(office.plan)).toBe(false);
    expect(changesAnything(office.plan, true)).toBe(true);
    office.work((work) => importPlan(work, office.plan, true));
    expect(office.work(({ store }) => store.campaigns.current()?.year)).toBe(office.plan.year);
    const phone = localPhone(office);
    phone.link(staff);
    expect(textOf(await phone.type(staff, '/dangky'))).toContain(String(office.plan.year));
  });
});
