import type { Campaign } from '../../src/app/ports.ts';
import { openDraft, submit } from '../../src/app/registration.ts';
import { closeReview, openReview } from '../../src/app/review.ts';
import { attachFile } from '../../src/app/review-evidence.ts';
import { openReport, saveItem, submitReport } from '../../src/app/review-report.ts';
import type { PledgeContent } from '../../src/domain/pledge.ts';
import type { Report, ReviewRound } from '../../src/domain/review.ts';
import type { CommitmentStatus } from '../../src/domain/review-content.ts';
import type { Office } from './office.ts';

/** A pledge with everything that a report can be about. */
export const FULL_CONTENT: PledgeContent = {
  titles: ['advanced_worker'],
  awards: [],
  grade: 'good',
  initiative: { name: 'Số hóa hồ sơ người có uy tín', summary: 'Giảm thời gian rà soát', level: 'grassroots' },
  commitments: [
    { code: 'ky-luat', text: 'Chấp hành tốt kỷ luật, kỷ cương' },
    { code: null, text: 'Giúp đỡ 02 hộ nghèo thoát nghèo' },
  ],
};

/** In the middle of the preliminary review by the example's plan. */
export const DURING_REVIEW = '2022-06-20 09:00';
/** Deadline of the preliminary review by the example's plan. */
export const REVIEW_DEADLINE = '2022-06-30 17:00';

/** The current campaign. */
export function campaignIn(office: Office): Campaign {
  const campaign = office.storage.store.campaigns.current();
  if (campaign === null) throw new Error('the office of a test has no campaign');
  return campaign;
}

/** Submits somebody's pledge without talking; it is accepted. */
export function pledgeFor(office: Office, code: string, content: PledgeContent = FULL_CONTENT): void {
  office.work((work) => {
    const opened = openDraft(work, office.person(code), 'individual', content);
    const submitted = submit(work, office.person(code), 'individual');
    if (!opened.ok || !submitted.ok) throw new Error('the pledge of a test was refused');
    work.store.pledges.setState(opened.value.pledgeId, 'accepted', work.now);
  });
}

/** The accepted pledge of the division that a head leads. */
export function divisionPledgeFor(office: Office, headCode: string): void {
  office.work(({ store, now }) => {
    const { id: by, divisionId } = office.person(headCode);
    const values = { campaignId: campaignIn(office).id, kind: 'collective', memberId: null, divisionId } as const;
    const pledge = store.pledges.byId(store.pledges.create({ ...values, draft: null, now }));
    if (pledge === null) throw new Error('no pledge');
    store.pledges.saveVersion(pledge, FULL_CONTENT, by, now);
    store.pledges.setState(pledge.id, 'accepted', now);
  });
}

/** Submits pledges, moves to the review, and opens it. */
export function reviewWith(office: Office, pledges: Readonly<Record<string, PledgeContent>>): void {
  for (const [code, content] of Object.entries(pledges)) pledgeFor(office, code, content);
  office.clock.set(DURING_REVIEW);
  openRound(office, 'preliminary');
}

/** Opens a round as the plan's day does. */
export function openRound(office: Office, round: ReviewRound): boolean {
  return office.work((work) => openReview(work, campaignIn(office), round));
}

/** Closes a round as the plan's day does. */
export function closeRound(office: Office, round: ReviewRound): boolean {
  return office.work((work) => closeReview(work, campaignIn(office), round));
}

/** Keeps a file for the first item of somebody's report, as if it had been sent; there are no bytes behind it. */
export function evidenceOf(office: Office, code: string, name = 'anh.jpg'): number {
  return office.work((work) => {
    const person = office.person(code);
    const opened = openReport(work, person, 'individual');
    if (!opened.ok) throw new Error(`no report: ${opened.error}`);
    const { reportId, content } = opened.value;
    const file = { storedName: `kept/${name}`, sha256: name.padEnd(64, '0'), name, mime: 'image/jpeg', sizeBytes: 3 };
    const attached = attachFile(work, person, reportId, content.items[0]?.key ?? '', file);
    if (!attached.ok) throw new Error(`not attached: ${attached.error}`);
    return work.store.evidenceFiles.bySha(reportId, file.sha256)?.id ?? 0;
  });
}

/** Fills in and submits somebody's own report without talking. */
export function reportFor(office: Office, code: string, status: CommitmentStatus = 'on_track'): Report {
  return office.work((work) => {
    const person = office.person(code);
    const opened = openReport(work, person, 'individual');
    if (!opened.ok) throw new Error(`no report: ${opened.error}`);
    for (const { key } of opened.value.content.items) {
      const own = key === 'initiative' ? 'in_progress' : status;
      saveItem(work, opened.value.reportId, key, { status: own, note: 'Theo kế hoạch' });
    }
    const submitted = submitReport(work, person, 'individual');
    if (!submitted.ok) throw new Error(`not submitted: ${submitted.error}`);
    const report = work.store.reviewReports.byId(opened.value.reportId);
    if (report === null) throw new Error('the report is gone');
    return report;
  });
}
