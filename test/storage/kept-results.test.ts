import { expect, it } from 'vitest';
import { err } from '../../src/lib/result.ts';
import { CAST, openOffice } from '../support/office.ts';
import { storageOver } from '../support/storage-over.ts';
import { openForTest } from './setup.ts';

/** Somebody without results, asked for once. */
async function setUp() {
  const office = await openOffice();
  const { unitOfWork, store } = office.storage;
  const { id: memberId } = office.person(CAST.staff);
  const result = {
    holder: { of: 'person', memberId },
    year: 2021,
    achievement: { kind: 'title', title: 'advanced_worker' },
    decision: { number: '1/QĐ', date: '2021-12-31', authority: 'Trưởng ban' },
    enteredBy: memberId,
    enteredAt: office.clock.now(),
  } as const;
  const held = () => unitOfWork.run(() => store.yearResults.of(result.holder)).length;
  expect(held()).toBe(0);
  return { office, unitOfWork, store, result, memberId, held };
}

it('results kept in memory are what was entered and cancelled last', async () => {
  const { unitOfWork, store, result, memberId, held } = await setUp();
  const id = unitOfWork.run(() => store.yearResults.add(result));
  expect(held()).toBe(1);
  unitOfWork.run(() => store.yearResults.cancel(id, { by: memberId, reason: 'nhầm', now: result.enteredAt }));
  expect(held()).toBe(0);
});

it('results kept in memory do not outlive what was undone', async () => {
  const { unitOfWork, store, result, held } = await setUp();
  unitOfWork.run(() => {
    store.yearResults.add(result);
    expect(store.yearResults.of(result.holder)).toHaveLength(1);
    return err('not_allowed');
  });
  expect(held()).toBe(0);
});

it('results kept in memory are read again after another process wrote', async () => {
  const { office, result, held } = await setUp();
  const other = storageOver(openForTest(office.storage.database.path));
  other.unitOfWork.run(() => other.store.yearResults.add(result));
  expect(held()).toBe(1);
});
