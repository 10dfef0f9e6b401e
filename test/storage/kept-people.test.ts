import { describe, expect, it } from 'vitest';
import { err } from '../../src/lib/result.ts';
import { storageOver } from '../support/storage-over.ts';
import { NOW, openForTest, planOf, staffRecord, temporaryStorage } from './setup.ts';

const ACCOUNT = { channel: 'telegram', accountId: '77', chatId: '77' };

/** A bot with one linked person, who was read once. */
function setUp() {
  const bot = temporaryStorage();
  const { store, unitOfWork } = bot;
  const { divisions } = planOf(2022);
  const home = divisions[0]?.code ?? '';
  unitOfWork.run(() => {
    store.divisions.replace(divisions);
    store.members.save(staffRecord('CB001', home), NOW);
    store.identities.link({
      ...ACCOUNT,
      memberId: store.members.byCode('CB001')?.id ?? 0,
      linkedAt: NOW,
      noticeVersion: 3,
    });
  });
  const roles = () => unitOfWork.run(() => store.identities.find(ACCOUNT)?.person.roles);
  expect(roles()).toEqual(['staff']);
  const promoted = { ...staffRecord('CB001', home), roles: ['staff', 'secretary'] as const };
  return { bot, store, unitOfWork, roles, promoted, home, divisions };
}

describe('a person kept in memory', () => {
  it('has a new role at once when this process stores it', () => {
    const { store, unitOfWork, roles, promoted } = setUp();
    const secretaries = () => unitOfWork.run(() => store.members.withRole('secretary').map(({ code }) => code));
    expect(secretaries()).toEqual([]);
    unitOfWork.run(() => store.members.save(promoted, NOW));
    expect(roles()).toEqual(['staff', 'secretary']);
    expect(secretaries()).toEqual(['CB001']);
  });

  it('has a new role at once when another process stores it', () => {
    const { bot, roles, promoted } = setUp();
    const commandLine = storageOver(openForTest(bot.database.path));
    commandLine.unitOfWork.run(() => commandLine.store.members.save(promoted, NOW));
    expect(roles()).toEqual(['staff', 'secretary']);
  });

  it.each([
    ['ends in an Err', () => err('not_allowed')],
    [
      'throws',
      () => {
        throw new Error('a bug');
      },
    ],
  ])('keeps no role from a transaction that %s', (_how, fail) => {
    const { store, unitOfWork, roles, promoted } = setUp();
    const undone = () =>
      unitOfWork.run(() => {
        store.members.save(promoted, NOW);
        expect(store.identities.find(ACCOUNT)?.person.roles).toContain('secretary');
        return fail();
      });
    try {
      undone();
    } catch (error) {
      expect(String(error)).toContain('a bug');
    }
    expect(roles()).toEqual(['staff']);
  });

  it('is gone when the account is unlinked, and there when it is linked', () => {
    const { store, unitOfWork } = setUp();
    const found = unitOfWork.run(() => store.identities.find(ACCOUNT));
    if (found === null) throw new Error('nobody is linked');
    unitOfWork.run(() => store.identities.unlink(found.identity.id));
    expect(unitOfWork.run(() => store.identities.find(ACCOUNT))).toBeNull();
    unitOfWork.run(() =>
      store.identities.link({ ...ACCOUNT, memberId: found.person.id, linkedAt: NOW, noticeVersion: 3 }),
    );
    expect(unitOfWork.run(() => store.identities.find(ACCOUNT)?.person.code)).toBe('CB001');
  });

  it('shows a division’s new name and people', () => {
    const { store, unitOfWork, home, divisions } = setUp();
    const people = () =>
      unitOfWork.run(() => {
        const divisionId = store.members.byCode('CB001')?.divisionId ?? 0;
        return store.members.activeInDivision(divisionId).map(({ code, divisionName }) => `${code} ${divisionName}`);
      });
    const [name] = divisions.map((division) => division.name);
    expect(people()).toEqual([`CB001 ${name}`]);
    unitOfWork.run(() => {
      store.divisions.replace(
        divisions.map((division, index) => (index === 0 ? { ...division, name: 'Mới' } : division)),
      );
      store.members.save(staffRecord('CB002', home), NOW);
    });
    expect(people()).toEqual(['CB001 Mới', 'CB002 Mới']);
  });
});
