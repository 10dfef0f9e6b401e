import { expect, it } from 'vitest';
import type { StoredDialogue } from '../../src/app/delivery-ports.ts';
import { err } from '../../src/lib/result.ts';
import { NOW, temporaryStorage } from './setup.ts';

const STORED: StoredDialogue = {
  flow: 'register',
  version: 1,
  state: { step: 'titles', data: {}, trail: [], pending: null, askedIn: 'local:1' },
  promptToken: 'T1',
  promptChoices: [],
  askedAt: NOW,
};
const EPHEMERAL: StoredDialogue = { ...STORED, flow: 'ballot', promptToken: 'E1', ephemeral: true };

function setUp() {
  const { database, delivery, unitOfWork } = temporaryStorage();
  const { dialogues } = delivery;
  return {
    unitOfWork,
    dialogues,
    save: (dialogue: StoredDialogue, subject = 'm1') => unitOfWork.run(() => dialogues.save(subject, dialogue)),
    token: (subject = 'm1') => unitOfWork.run(() => dialogues.load(subject))?.promptToken ?? null,
    rows: () => database.sqlite.prepare('SELECT prompt_token FROM dialogue').pluck().all(),
  };
}

it('an ephemeral dialogue is known to this process and to no row; the one it follows is deleted', () => {
  const { save, token, rows } = setUp();
  save(STORED);
  save(EPHEMERAL);
  expect([token(), rows()]).toEqual(['E1', []]);
});

it('a stored dialogue takes the place of an ephemeral one', () => {
  const { save, token, rows } = setUp();
  save(EPHEMERAL);
  save(STORED);
  expect([token(), rows()]).toEqual(['T1', ['T1']]);
});

it('an ephemeral dialogue that is left is gone', () => {
  const { save, token, unitOfWork, dialogues } = setUp();
  save(EPHEMERAL);
  unitOfWork.run(() => dialogues.clear('m1'));
  expect(token()).toBeNull();
});

it('what undone work saved was never there, and what it left still is', () => {
  const { save, token, rows, unitOfWork, dialogues } = setUp();
  save(EPHEMERAL);
  unitOfWork.run(() => {
    dialogues.save('m1', { ...EPHEMERAL, promptToken: 'E2' });
    dialogues.save('m2', EPHEMERAL);
    return err('not_allowed');
  });
  expect([token(), token('m2')]).toEqual(['E1', null]);
  unitOfWork.run(() => {
    unitOfWork.nested(() => {
      dialogues.save('m1', STORED);
      return err('not_allowed');
    });
    dialogues.save('m2', EPHEMERAL);
  });
  expect([token(), token('m2'), rows()]).toEqual(['E1', 'E1', []]);
});

it('those that nobody has gone on with are forgotten', () => {
  const { save, token, dialogues } = setUp();
  save(EPHEMERAL);
  save({ ...EPHEMERAL, askedAt: NOW + 2 }, 'm2');
  dialogues.forget(NOW + 1);
  expect([token(), token('m2')]).toEqual([null, 'E1']);
});

it('of more than a thousand the one that rested longest is forgotten', () => {
  const { save, token, unitOfWork, dialogues } = setUp();
  unitOfWork.run(() => {
    for (let number = 0; number < 1000; number += 1) dialogues.save(`m${number}`, EPHEMERAL);
  });
  save(EPHEMERAL, 'm0');
  save(EPHEMERAL, 'm1000');
  expect([token('m0'), token('m1'), token('m1000')]).toEqual(['E1', null, 'E1']);
});
