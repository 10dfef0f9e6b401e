import { describe, expect, it } from 'vitest';
import { reviewDuty, reviewProgress } from '../../src/app/review.ts';
import { confirmReport, permitLateReport, reportQueue, returnReport } from '../../src/app/review-approval.ts';
import { evidenceFor } from '../../src/app/review-evidence.ts';
import { closeReviewByHand, openReviewByHand } from '../../src/app/review-opening.ts';
import { openReport, saveItem, submitReport } from '../../src/app/review-report.ts';
import { changesSinceSnapshot, frozenSnapshot } from '../../src/app/review-snapshot.ts';
import type { ReviewDuty } from '../../src/domain/review.ts';
import { DAY } from '../../src/lib/clock.ts';
import { sha256Hex } from '../../src/lib/ids.ts';
import { CAST, type Office, openOffice } from '../support/office.ts';
import { officeInstant } from '../support/office-clock.ts';
import {
  campaignIn,
  closeRound,
  DURING_REVIEW,
  evidenceOf,
  FULL_CONTENT,
  openRound,
  pledgeFor,
  REVIEW_DEADLINE,
  reportFor,
  reviewWith,
} from '../support/reporting.ts';

/** More than anybody has to decide on here. */
const FIRST = { offset: 0, limit: 100 };
const { staff, colleague, head, otherHead, otherStaff, secretary, leader } = CAST;

async function reviewing(...codes: readonly string[]): Promise<Office> {
  const office = await openOffice();
  reviewWith(office, Object.fromEntries(codes.map((code) => [code, FULL_CONTENT])));
  return office;
}

function duty(office: Office, code: string): ReviewDuty {
  return office.work((work) => reviewDuty(work, campaignIn(office), 'preliminary', office.person(code)));
}

function reviewIn(office: Office) {
  const review = office.storage.store.reviews.find(campaignIn(office).id, 'preliminary');
  if (review === null) throw new Error('no review');
  return review;
}

/** Fills in the draft and tries to submit it. */
function trySubmit(office: Office, code: string) {
  return office.work((work) => ({ result: submitReport(work, office.person(code), 'individual') })).result;
}

function fill(office: Office, code: string): void {
  office.work((work) => {
    const opened = openReport(work, office.person(code), 'individual');
    if (!opened.ok) throw new Error(opened.error);
    for (const { key } of opened.value.content.items) {
      const status = key === 'initiative' ? 'handed_in' : 'done';
      saveItem(work, opened.value.reportId, key, { status, note: '' });
    }
  });
}

describe('what somebody owes a review', () => {
  it('is nothing before it opens, without a pledge, and after it has closed', async () => {
    const office = await openOffice();
    pledgeFor(office, staff);
    expect(duty(office, staff)).toBe('none');
    office.clock.set(DURING_REVIEW);
    openRound(office, 'preliminary');
    expect(duty(office, staff)).toBe('owes');
    expect(duty(office, colleague)).toBe('none');
    closeRound(office, 'preliminary');
    expect(duty(office, staff)).toBe('none');
  });

  it('follows the report: owed while it is a draft, reported, returned, reported again, confirmed', async () => {
    const office = await reviewing(staff);
    fill(office, staff);
    expect(duty(office, staff)).toBe('owes');
    const { id } = reportFor(office, staff);
    expect(duty(office, staff)).toBe('reported');
    office.work((work) => returnReport(work, office.person(head), id, 1, 'Bổ sung số liệu'));
    expect(duty(office, staff)).toBe('returned');
    reportFor(office, staff, 'done');
    expect(duty(office, staff)).toBe('reported');
    office.work((work) => confirmReport(work, office.person(head), id, 2));
    expect(duty(office, staff)).toBe('confirmed');
  });

  it('is counted by division, with the names of those who owe', async () => {
    const office = await reviewing(staff, colleague, otherStaff);
    reportFor(office, staff);
    const progress = office.work((work) => reviewProgress(work, campaignIn(office), 'preliminary'));
    const own = progress.find(({ id }) => id === office.person(staff).divisionId);
    expect(own?.byDuty).toEqual({ owes: 1, returned: 0, reported: 1, confirmed: 0 });
    expect(own?.owing.map(({ code }) => code)).toEqual([colleague]);
    expect(progress.reduce((sum, { people }) => sum + people, 0)).toBe(3);
  });
});

describe('a round', () => {
  it('opens once, closes once, and never opens again', async () => {
    const office = await openOffice();
    pledgeFor(office, staff);
    expect([openRound(office, 'preliminary'), openRound(office, 'preliminary')]).toEqual([true, false]);
    expect([closeRound(office, 'preliminary'), closeRound(office, 'preliminary')]).toEqual([true, false]);
    expect(openRound(office, 'preliminary')).toBe(false);
    const again = office.work((work) => ({
      result: openReviewByHand(work, office.person(secretary), 'preliminary', 'Mở lại'),
    })).result;
    expect(again).toEqual({ ok: false, error: 'review_closed' });
  });

  it('is opened and closed by the secretary alone, with a reason that is kept', async () => {
    const office = await openOffice();
    const by = (code: string, reason: string) =>
      office.work((work) => ({ result: openReviewByHand(work, office.person(code), 'preliminary', reason) })).result;
    for (const code of [staff, head, leader]) expect(by(code, 'Mở sớm')).toEqual({ ok: false, error: 'not_allowed' });
    expect(by(secretary, '')).toEqual({ ok: false, error: 'reason_missing' });
    expect(by(secretary, 'Theo chỉ đạo').ok).toBe(true);
    expect(by(secretary, 'Theo chỉ đạo')).toEqual({ ok: false, error: 'review_open' });
    expect(reviewIn(office)).toMatchObject({ openReason: 'Theo chỉ đạo', openedBy: office.person(secretary).id });
    const close = (code: string) =>
      office.work((work) => ({ result: closeReviewByHand(work, office.person(code), 'preliminary', 'Đủ báo cáo') }))
        .result;
    expect(close(head)).toEqual({ ok: false, error: 'not_allowed' });
    expect(close(secretary).ok).toBe(true);
    expect(reviewIn(office)).toMatchObject({ state: 'closed', closeReason: 'Đủ báo cáo' });
  });

  it('is not opened by hand after its deadline', async () => {
    const office = await openOffice({ at: REVIEW_DEADLINE });
    const result = office.work((work) => ({
      result: openReviewByHand(work, office.person(secretary), 'preliminary', 'Quên mở'),
    })).result;
    expect(result).toEqual({ ok: false, error: 'review_closed' });
  });

  it('takes a report a millisecond before the deadline and none at it, whether or not the closing was carried out', async () => {
    const office = await reviewing(staff, colleague);
    fill(office, staff);
    fill(office, colleague);
    const deadline = officeInstant(REVIEW_DEADLINE);
    office.clock.advance(deadline - 1 - office.clock.now());
    expect(trySubmit(office, staff).ok).toBe(true);
    office.clock.advance(1);
    expect(trySubmit(office, colleague)).toEqual({ ok: false, error: 'review_closed' });
    closeRound(office, 'preliminary');
    expect(trySubmit(office, colleague)).toEqual({ ok: false, error: 'review_closed' });
    const said = office.work((work) => frozenSnapshot(work, reviewIn(office)))?.said;
    expect(said?.people).toMatchObject({ reported: 1, owes: 1 });
  });
});

describe('the snapshot of a closed round', () => {
  it('says what was reported, carries its own checksum, and is not altered by what comes after', async () => {
    const office = await reviewing(staff, colleague);
    const { id } = reportFor(office, staff, 'behind');
    closeRound(office, 'preliminary');
    const before = office.work((work) => frozenSnapshot(work, reviewIn(office)));
    expect(before?.said.statuses).toEqual({ behind: 2, in_progress: 1 });
    expect(before?.sha256).toBe(sha256Hex(before?.body ?? ''));
    const permit = { owner: office.person(colleague), kind: 'individual', round: 'preliminary' } as const;
    office.work((work) => {
      confirmReport(work, office.person(head), id, 1);
      permitLateReport(work, campaignIn(office), office.person(secretary), permit, 'Nghỉ ốm dài ngày');
    });
    reportFor(office, colleague);
    const changes = office.work((work) => changesSinceSnapshot(work, campaignIn(office), reviewIn(office)));
    expect(changes.map(({ code, before: then, now }) => [code, then.duty, now.duty])).toEqual([
      [staff, 'reported', 'confirmed'],
      [colleague, 'owes', 'reported'],
    ]);
    expect(office.work((work) => frozenSnapshot(work, reviewIn(office)))).toEqual(before);
  });

  it('cannot be written twice', async () => {
    const office = await reviewing(staff);
    closeRound(office, 'preliminary');
    const again = () =>
      office.work(({ store, now }) =>
        store.reviews.freeze(reviewIn(office).id, { takenAt: now, sha256: 'x', body: '{}' }),
      );
    expect(again).toThrow('UNIQUE');
  });
});

describe('a late permission', () => {
  it('is the secretary’s, has a reason, holds three days, and lets one person report', async () => {
    const office = await reviewing(staff, colleague);
    closeRound(office, 'preliminary');
    const permit = (by: string, reason: string) =>
      office.work((work) => ({
        result: permitLateReport(
          work,
          campaignIn(office),
          office.person(by),
          { owner: office.person(staff), kind: 'individual', round: 'preliminary' },
          reason,
        ),
      })).result;
    expect(permit(head, 'Đi công tác')).toEqual({ ok: false, error: 'not_allowed' });
    expect(permit(secretary, '')).toEqual({ ok: false, error: 'reason_missing' });
    const permitted = permit(secretary, 'Đi công tác');
    expect(permitted).toEqual({ ok: true, value: office.clock.now() + 3 * DAY });
    expect([duty(office, staff), duty(office, colleague)]).toEqual(['owes', 'none']);
    fill(office, staff);
    office.clock.advance(3 * DAY);
    expect(trySubmit(office, staff)).toEqual({ ok: false, error: 'review_closed' });
  });
});

describe('a report', () => {
  it('is confirmed by the head of the division, and by nobody else', async () => {
    const office = await reviewing(staff);
    const { id } = reportFor(office, staff);
    for (const code of [staff, colleague, otherHead, secretary, leader]) {
      const result = office.work((work) => ({ result: confirmReport(work, office.person(code), id, 1) })).result;
      expect(result, code).toEqual({ ok: false, error: code === staff ? 'own_report' : 'not_allowed' });
    }
    expect(office.work((work) => confirmReport(work, office.person(head), id, 1)).ok).toBe(true);
  });

  it('of a head goes to the secretary, and the secretary’s own never to the secretary', async () => {
    const office = await reviewing(head, secretary);
    reportFor(office, head);
    reportFor(office, secretary);
    const waiting = (code: string) =>
      office.work((work) => reportQueue(work, office.person(code), FIRST).map(({ owner }) => owner?.code));
    expect(waiting(head)).toEqual([]);
    expect(waiting(secretary)).toContain(head);
    expect(waiting(secretary)).not.toContain(secretary);
  });

  it('is decided on in the version that was shown', async () => {
    const office = await reviewing(staff);
    const { id } = reportFor(office, staff);
    reportFor(office, staff, 'done');
    const result = office.work((work) => ({ result: confirmReport(work, office.person(head), id, 1) })).result;
    expect(result).toEqual({ ok: false, error: 'report_changed' });
  });

  it('is not submitted incomplete, nor on a pledge that was amended since', async () => {
    const office = await reviewing(staff);
    office.work((work) => openReport(work, office.person(staff), 'individual'));
    expect(trySubmit(office, staff)).toEqual({ ok: false, error: 'report_incomplete' });
    fill(office, staff);
    office.work(({ store, now }) => {
      const pledge = store.pledges.ofMember(campaignIn(office).id, office.person(staff).id);
      if (pledge === null) throw new Error('no pledge');
      const commitments = [...FULL_CONTENT.commitments.slice(1), { code: null, text: 'Viết 3 bài' }];
      store.pledges.saveVersion(pledge, { ...FULL_CONTENT, commitments }, office.person(staff).id, now);
    });
    expect(trySubmit(office, staff)).toEqual({ ok: false, error: 'report_outdated' });
    const opened = office.work((work) => openReport(work, office.person(staff), 'individual'));
    expect(opened.ok && opened.value.changes).toEqual({
      added: ['Viết 3 bài'],
      removed: ['Chấp hành tốt kỷ luật, kỷ cương'],
      reworded: [],
    });
    expect(opened.ok && opened.value.content.items.map(({ status }) => status)).toEqual(['handed_in', 'done', null]);
  });

  it('shows its evidence to the owner, the head of the division and the secretary', async () => {
    const office = await reviewing(staff);
    const fileId = evidenceOf(office, staff);
    const may = (code: string) => office.work((work) => evidenceFor(work, office.person(code), fileId) !== null);
    expect([staff, head, secretary].map(may)).toEqual([true, true, true]);
    expect([colleague, otherHead, otherStaff, leader].map(may)).toEqual([false, false, false, false]);
    office.change(head, { roles: ['staff'] });
    office.change(staff, { active: false });
    expect([staff, head].map(may)).toEqual([false, false]);
  });

  it('goes with its owner to another division', async () => {
    const office = await reviewing(staff);
    const { id } = reportFor(office, staff);
    office.change(staff, { divisionCode: office.person(otherHead).divisionCode });
    office.work(({ store }) => store.reviewReports.followOwners(reviewIn(office).id));
    const may = (code: string) =>
      office.work((work) => ({ result: confirmReport(work, office.person(code), id, 1) })).result.ok;
    expect(may(head)).toBe(false);
    expect(may(otherHead)).toBe(true);
  });
});
