import { expect, it } from 'vitest';
import type { StoredDialogue } from '../../src/app/delivery-ports.ts';
import { err } from '../../src/lib/result.ts';
import { storageOver } from '../support/storage-over.ts';
import { NOW, openForTest, temporaryStorage } from './setup.ts';

const FIRST: StoredDialogue = {
  flow: 'register',
  version: 1,
  state: { step: 'titles', data: { pledgeId: 1, chosen: ['a'] }, trail: ['whose'], pending: null, askedIn: 'local:1' },
  promptToken: 'T1',
  promptChoices: ['a', 'b'],
  askedAt: NOW,
};
const SECOND: StoredDialogue = { ...FIRST, promptToken: 'T2', promptChoices: [], askedAt: NOW + 1 };

function setUp() {
  const bot = temporaryStorage();
  const { unitOfWork, delivery } = bot;
  const { dialogues } = delivery;
  unitOfWork.run(() => dialogues.save('m1', FIRST));
  const load = () => unitOfWork.run(() => dialogues.load('m1'));
  expect(load()).toEqual({ ...FIRST, own: true });
  return { bot, unitOfWork, dialogues, load };
}

it('a dialogue kept in memory is what was saved last', () => {
  const { unitOfWork, dialogues, load } = setUp();
  unitOfWork.run(() => dialogues.save('m1', SECOND));
  expect(load()).toEqual({ ...SECOND, own: true });
});

it('a dialogue is the same from the file, where it must be checked', () => {
  const { bot } = setUp();
  const other = storageOver(openForTest(bot.database.path));
  expect(other.unitOfWork.run(() => other.delivery.dialogues.load('m1'))).toEqual({ ...FIRST, own: false });
});

it('a dialogue kept in memory does not outlive what was undone', () => {
  const { unitOfWork, dialogues, load } = setUp();
  unitOfWork.run(() => {
    dialogues.save('m1', SECOND);
    return err('not_allowed');
  });
  expect(load()).toEqual({ ...FIRST, own: false });
});

it('a dialogue kept in memory is read again after another process wrote', () => {
  const { bot, load } = setUp();
  const other = storageOver(openForTest(bot.database.path));
  other.unitOfWork.run(() => other.delivery.dialogues.save('m1', SECOND));
  expect(load()).toEqual({ ...SECOND, own: false });
});

it('a dialogue that was left or forgotten is not in memory either', () => {
  const { unitOfWork, dialogues, load } = setUp();
  unitOfWork.run(() => dialogues.clear('m1'));
  expect(load()).toBeNull();
  unitOfWork.run(() => dialogues.save('m1', FIRST));
  unitOfWork.run(() => dialogues.prune(NOW + 1));
  expect(load()).toBeNull();
});
