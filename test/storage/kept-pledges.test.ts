import { expect, it } from 'vitest';
import { EMPTY_CONTENT, type PledgeContent } from '../../src/domain/pledge.ts';
import { err } from '../../src/lib/result.ts';
import { storageOver } from '../support/storage-over.ts';
import { NOW, openForTest, planOf, staffRecord, temporaryStorage } from './setup.ts';

const FIRST: PledgeContent = { ...EMPTY_CONTENT, titles: ['advanced_worker'] };
const SECOND: PledgeContent = { ...FIRST, grade: 'excellent' };

/** A draft that was written and read once. */
function setUp() {
  const bot = temporaryStorage();
  const { store, unitOfWork } = bot;
  const plan = planOf(2022);
  const id = unitOfWork.run(() => {
    store.divisions.replace(plan.divisions);
    const campaign = store.campaigns.savePlan(plan, NOW);
    store.members.save(staffRecord('CB001', plan.divisions[0]?.code ?? ''), NOW);
    const person = store.members.byCode('CB001');
    if (person === null) throw new Error('nobody is stored');
    const { id: memberId, divisionId } = person;
    return store.pledges.create({
      campaignId: campaign.id,
      kind: 'individual',
      memberId,
      divisionId,
      draft: FIRST,
      now: NOW,
    });
  });
  const pledge = () => unitOfWork.run(() => store.pledges.byId(id));
  expect(pledge()?.draft).toEqual(FIRST);
  return { bot, store, unitOfWork, id, pledge };
}

it('a draft kept in memory is what was saved last', () => {
  const { store, unitOfWork, id, pledge } = setUp();
  unitOfWork.run(() => store.pledges.saveDraft(id, SECOND, NOW + 1));
  expect(pledge()).toMatchObject({ draft: SECOND, updatedAt: NOW + 1 });
});

it('a draft kept in memory does not outlive what was undone', () => {
  const { store, unitOfWork, id, pledge } = setUp();
  unitOfWork.run(() => {
    store.pledges.saveDraft(id, SECOND, NOW + 1);
    return err('not_allowed');
  });
  expect(pledge()?.draft).toEqual(FIRST);
});

it('a draft kept in memory is read again after another process wrote', () => {
  const { bot, id, pledge } = setUp();
  const other = storageOver(openForTest(bot.database.path));
  other.unitOfWork.run(() => other.store.pledges.saveDraft(id, SECOND, NOW + 1));
  expect(pledge()?.draft).toEqual(SECOND);
});

it('a submitted pledge is the same from memory and from the file', () => {
  const { bot, store, unitOfWork, id, pledge } = setUp();
  const before = pledge();
  if (before === null) throw new Error('no pledge');
  unitOfWork.run(() => {
    store.pledges.saveVersion(before, SECOND, before.memberId ?? 0, NOW + 2);
    store.pledges.setState(id, 'endorsed', NOW + 3);
    store.pledges.permitLate(id, NOW + 4, NOW + 4);
  });
  const fromFile = storageOver(openForTest(bot.database.path)).store.pledges.byId(id);
  expect(pledge()).toEqual(fromFile);
  expect(fromFile).toMatchObject({ state: 'endorsed', version: 1, content: SECOND, draft: null, lateUntil: NOW + 4 });
});
