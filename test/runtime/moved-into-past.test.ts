import { expect, it } from 'vitest';
import { importPlan } from '../../src/app/plan-import.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { campaignIn, DURING_REVIEW, FULL_CONTENT, reportFor, reviewWith } from '../support/reporting.ts';

const { staff } = CAST;

/** The example's plan with one milestone on another day. */
function move(office: Office, code: string, date: string): void {
  const milestones = office.plan.milestones.map((one) => (one.code === code ? { ...one, date } : one));
  expect(milestones).not.toEqual(office.plan.milestones);
  office.work((work) => importPlan(work, { ...office.plan, milestones }));
}

const codeOf = (office: Office, kind: string) => office.plan.milestones.find((one) => one.kind === kind)?.code ?? '';
const preliminary = (office: Office) => office.storage.store.reviews.find(campaignIn(office).id, 'preliminary');

it('a review whose opening the plan moves into the past opens at once', async () => {
  const office = await openOffice({ at: '2022-06-10 09:00' });
  await office.tick();
  expect(preliminary(office)).toBeNull();
  move(office, codeOf(office, 'preliminary_review_opens'), '2022-06-09');
  await office.tick();
  expect(preliminary(office)?.state).toBe('open');
});

it('a review whose deadline the plan moves into the past closes at once, with its snapshot', async () => {
  const office = await openOffice();
  reviewWith(office, { [staff]: FULL_CONTENT });
  await office.tick();
  reportFor(office, staff);
  expect([office.clock.now(), preliminary(office)?.state]).toEqual([
    Date.parse(`${DURING_REVIEW.replace(' ', 'T')}+07:00`),
    'open',
  ]);
  move(office, codeOf(office, 'preliminary_review_closes'), '2022-06-19');
  await office.tick();
  expect(preliminary(office)?.state).toBe('closed');
  expect(office.storage.store.reviews.snapshot(preliminary(office)?.id ?? 0)).not.toBeNull();
  expect(await office.tick()).toBe(0);
});

it('what is long over is not done after the event: an office that begins in autumn has no empty review', async () => {
  const office = await openOffice({ at: '2022-09-05 09:00' });
  office.storage.database.sqlite.exec('DELETE FROM due_item');
  move(office, codeOf(office, 'dossiers_due'), '2022-12-01');
  await office.tick();
  expect(preliminary(office)).toBeNull();
});
