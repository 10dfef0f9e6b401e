import { expect, it } from 'vitest';
import { changeDraft } from '../../src/app/election-draft.ts';
import { electionMoments } from '../../src/app/election-moments.ts';
import { acknowledgeAndOpen, openingCase } from '../../src/app/election-opening.ts';
import { HOUR } from '../../src/lib/clock.ts';
import { openedRound } from '../support/counting.ts';
import { draftRound } from '../support/election-steps.ts';
import { twoCandidates } from '../support/nominating.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';

function moments(office: Office) {
  return office.work((work) => electionMoments(work)).map(({ does, at }) => [does, at - office.clock.now()]);
}

it('an open round reminds and closes; what was told and what has passed is ahead no more', async () => {
  const office = await openOffice();
  const id = await openedRound(office);
  const now = office.clock.now();
  office.work(({ store }) => {
    const stored = store.elections.byId(id);
    const slots = [
      { at: now + HOUR, told: true },
      { at: now + 2 * HOUR, told: false },
    ];
    if (stored !== null) store.elections.save({ ...stored, slots });
  });
  expect(moments(office)).toEqual([
    ['reminds', 2 * HOUR],
    ['closes', 48 * HOUR],
  ]);
  office.clock.advance(48 * HOUR);
  expect(moments(office)).toEqual([]);
});

it('a draft opens by itself once its warnings were acknowledged', async () => {
  const office = await openOffice();
  twoCandidates(office);
  const id = draftRound(office);
  await office.bot.prepareBallots();
  expect(moments(office)).toEqual([]);
  const { leader: chair, secretary } = CAST;
  office.work((work) => {
    const window = { from: work.now + 24 * HOUR, until: work.now + 48 * HOUR };
    changeDraft(work, office.person(secretary), id, { window });
    const found = openingCase(work, office.person(chair), id);
    if (!found.ok) throw new Error(found.error);
    acknowledgeAndOpen(work, office.person(chair), id, found.value.fingerprint.full);
  });
  expect(moments(office)).toEqual([['opens', 24 * HOUR]]);
  office.clock.advance(24 * HOUR);
  await office.tick();
  expect(moments(office).at(-1)).toEqual(['closes', 24 * HOUR]);
});
