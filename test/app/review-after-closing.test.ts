import { describe, expect, it } from 'vitest';
import { confirmReport, permitLateReport, reportQueue } from '../../src/app/review-approval.ts';
import { findReporting } from '../../src/app/review-report.ts';
import { DAY } from '../../src/lib/clock.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { officeInstant } from '../support/office-clock.ts';
import { campaignIn, closeRound, FULL_CONTENT, REVIEW_DEADLINE, reportFor, reviewWith } from '../support/reporting.ts';

/** More than anybody has to decide on here. */
const FIRST = { offset: 0, limit: 100 };
const { staff, head, otherHead, secretary } = CAST;

async function reviewing(code: string): Promise<Office> {
  const office = await openOffice();
  reviewWith(office, { [code]: FULL_CONTENT });
  return office;
}

describe('a report that its head leaves undecided', () => {
  it('waits for the head alone while the round is open; once it has closed, for the secretary too', async () => {
    const office = await reviewing(staff);
    const { id } = reportFor(office, staff);
    const waits = (code: string) => office.work((work) => reportQueue(work, office.person(code), FIRST).length);
    const confirmedBy = (code: string) =>
      office.work((work) => ({ r: confirmReport(work, office.person(code), id, 1) }));
    expect([waits(head), waits(secretary), confirmedBy(secretary).r.ok]).toEqual([1, 0, false]);
    closeRound(office, 'preliminary');
    expect([waits(head), waits(secretary), waits(otherHead)]).toEqual([1, 1, 0]);
    expect(confirmedBy(secretary).r.ok).toBe(true);
    expect([waits(head), waits(secretary)]).toEqual([0, 0]);
  });
});

describe('the deadline that an owner is told', () => {
  const told = (office: Office) =>
    office.work((work) => {
      const found = findReporting(work, office.person(staff), 'individual');
      return found.ok ? found.value.deadline : null;
    });
  const permit = (office: Office) =>
    office.work((work) => {
      const subject = { owner: office.person(staff), kind: 'individual', round: 'preliminary' } as const;
      permitLateReport(work, campaignIn(office), office.person(secretary), subject, 'Đi công tác');
    });

  it('is the end of the permission where the secretary closed the round before its day', async () => {
    const office = await reviewing(staff);
    expect(told(office)).toBe(officeInstant(REVIEW_DEADLINE));
    closeRound(office, 'preliminary');
    permit(office);
    expect(told(office)).toBe(office.clock.now() + 3 * DAY);
  });

  it('stays the day of the plan where a permission ends before it', async () => {
    const office = await reviewing(staff);
    permit(office);
    expect(told(office)).toBe(officeInstant(REVIEW_DEADLINE));
  });
});
