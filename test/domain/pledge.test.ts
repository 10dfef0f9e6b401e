import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../src/domain/member.ts';
import type { Person } from '../../src/domain/person.ts';
import {
  authoriseAcceptance,
  authoriseEndorsement,
  authoriseReturn,
  changeable,
  type DecisionCase,
  endorsementRoute,
  PLEDGE_STATES,
  type Pledge,
  sameContent,
} from '../../src/domain/pledge.ts';
import { PLAIN_CONTENT } from '../support/steps.ts';

function person(id: number, roles: readonly Role[], divisionId = 1, active = true): Person {
  return {
    id,
    code: `CB${id}`,
    fullName: `Người ${id}`,
    position: 'Chuyên viên',
    divisionId,
    divisionCode: `P${divisionId}`,
    divisionName: `Phòng ${divisionId}`,
    roles: ['staff', ...roles],
    councilPost: null,
    employment: 'civil_servant',
    phone: null,
    locale: null,
    active,
  };
}

function pledge(changes: Partial<Pledge> = {}): Pledge {
  return {
    id: 1,
    campaignId: 1,
    kind: 'individual',
    memberId: 1,
    divisionId: 1,
    state: 'submitted',
    version: 1,
    draft: null,
    content: PLAIN_CONTENT,
    submittedAt: 0,
    lateUntil: null,
    updatedAt: 0,
    ...changes,
  };
}

const OWNER = person(1, []);

function caseOf(changes: Partial<DecisionCase> = {}): DecisionCase {
  return { pledge: pledge(), owner: OWNER, route: { by: 'head' }, otherSecretaries: 1, version: 1, ...changes };
}

const errorOf = (result: { readonly ok: boolean; readonly error?: string }) => (result.ok ? 'ok' : result.error);

describe('who decides', () => {
  it.each([
    ['the head of the division', person(2, ['head']), 'ok', 'pledge_not_waiting'],
    ['the head of another division', person(2, ['head'], 9), 'not_allowed', 'not_allowed'],
    ['a head who left', person(2, ['head'], 1, false), 'not_allowed', 'not_allowed'],
    ['a colleague', person(2, []), 'not_allowed', 'not_allowed'],
    ['a member of the council', person(2, ['member', 'teller']), 'not_allowed', 'not_allowed'],
    ['the administrator', person(2, ['admin']), 'not_allowed', 'not_allowed'],
    ['a leader', person(2, ['leader']), 'not_allowed', 'not_allowed'],
    ['the secretary', person(2, ['secretary']), 'not_allowed', 'pledge_not_waiting'],
    ['the owner', OWNER, 'not_allowed', 'own_pledge'],
  ])('on a submitted pledge of staff: %s', (_, actor, endorsement, acceptance) => {
    const accept = authoriseAcceptance(actor, caseOf());
    expect(errorOf(authoriseEndorsement(actor, caseOf()))).toBe(endorsement);
    // Heads are no secretaries: that they may not accept at all comes first.
    expect(errorOf(accept)).toBe(
      actor.roles.includes('head') && actor.active && actor.divisionId === 1 ? 'not_allowed' : acceptance,
    );
  });

  it.each([
    ['the secretary', person(2, ['secretary']), 'ok'],
    ['the head of the division', person(2, ['head']), 'not_allowed'],
    ['a leader', person(2, ['leader']), 'not_allowed'],
    ['a secretary who left', person(2, ['secretary'], 1, false), 'not_allowed'],
    ['the owner, though secretary', person(1, ['secretary']), 'own_pledge'],
  ])('on an endorsed pledge: %s', (_, actor, acceptance) => {
    expect(errorOf(authoriseAcceptance(actor, caseOf({ pledge: pledge({ state: 'endorsed' }) })))).toBe(acceptance);
  });

  it('is a leader where no secretary is left whose own it is not', () => {
    const subject = caseOf({
      pledge: pledge({ state: 'endorsed' }),
      owner: person(1, ['secretary']),
      otherSecretaries: 0,
    });
    expect(errorOf(authoriseAcceptance(person(2, ['leader']), subject))).toBe('ok');
    expect(errorOf(authoriseAcceptance(person(3, ['admin']), subject))).toBe('not_allowed');
    expect(errorOf(authoriseAcceptance(person(1, ['secretary', 'leader']), subject))).toBe('own_pledge');
  });

  it('is not the secretary who leads the division that promises', () => {
    const collective = pledge({ kind: 'collective', memberId: null });
    const subject = caseOf({ pledge: collective, owner: null, route: { by: 'secretary', because: 'collective' } });
    expect(errorOf(authoriseAcceptance(person(2, ['secretary', 'head'], 1), subject))).toBe('own_pledge');
    expect(errorOf(authoriseAcceptance(person(2, ['secretary', 'head'], 9), subject))).toBe('ok');
  });

  it('hears, as a head, why returning is not possible', () => {
    const subject = caseOf({ version: 1, pledge: pledge({ version: 2 }) });
    expect(errorOf(authoriseReturn(person(2, ['head']), subject))).toBe('pledge_changed');
  });

  const people = fc.record({
    id: fc.integer({ min: 1, max: 3 }),
    roles: fc.uniqueArray(fc.constantFrom(...ROLES.filter((role) => role !== 'staff'))),
    divisionId: fc.integer({ min: 1, max: 2 }),
    active: fc.boolean(),
  });
  const cases = fc.record({
    kind: fc.constantFrom('individual' as const, 'collective' as const),
    state: fc.constantFrom(...PLEDGE_STATES),
    version: fc.integer({ min: 1, max: 2 }),
    otherSecretaries: fc.integer({ min: 0, max: 2 }),
    owner: people,
  });

  it('never decides on the own pledge, an amended version, or what does not wait; nobody who left decides', () => {
    fc.assert(
      fc.property(people, cases, (someone, { kind, state, version, otherSecretaries, owner: owning }) => {
        const actor = person(someone.id, someone.roles, someone.divisionId, someone.active);
        const owner = person(owning.id, owning.roles, owning.divisionId);
        const memberId = kind === 'individual' ? owner.id : null;
        const waiting = pledge({ kind, memberId, divisionId: owner.divisionId, state });
        const heads = owning.roles.includes('head') ? [owner] : [];
        const route = endorsementRoute(waiting, kind === 'individual' ? owner : null, heads);
        const subject = {
          pledge: waiting,
          owner: kind === 'individual' ? owner : null,
          route,
          otherSecretaries,
          version,
        };
        for (const authorise of [authoriseEndorsement, authoriseAcceptance, authoriseReturn]) {
          if (!authorise(actor, subject).ok) continue;
          expect(actor.active).toBe(true);
          expect(version).toBe(1);
          expect(['submitted', 'endorsed']).toContain(state);
          if (kind === 'individual') expect(actor.id).not.toBe(owner.id);
          else expect(actor.roles.includes('head') && actor.divisionId === owner.divisionId).toBe(false);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the window', () => {
  const window = { opensAt: 100, closesAt: 200 };

  it.each([
    [99, null, 'registration_not_open'],
    [100, null, 'ok'],
    [199, null, 'ok'],
    [200, null, 'registration_closed'],
    [200, 250, 'ok'],
    [249, 250, 'ok'],
    [250, 250, 'registration_closed'],
    [150, 120, 'ok'],
    [99, 250, 'registration_not_open'],
  ])('at %i with a permission until %s: %s', (now, lateUntil, outcome) => {
    expect(errorOf(changeable(window, { lateUntil }, now))).toBe(outcome);
  });
});

describe('contents', () => {
  it('are the same only if every promise is', () => {
    expect(sameContent(PLAIN_CONTENT, structuredClone(PLAIN_CONTENT))).toBe(true);
    expect(sameContent(PLAIN_CONTENT, { ...PLAIN_CONTENT, grade: 'excellent' })).toBe(false);
    expect(sameContent(PLAIN_CONTENT, { ...PLAIN_CONTENT, commitments: [] })).toBe(false);
  });
});
