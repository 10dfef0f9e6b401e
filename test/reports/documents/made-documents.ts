import { campaignReport } from '../../../src/reports/documents/campaign-report.ts';
import { councilMinutes } from '../../../src/reports/documents/council-minutes.ts';
import { countMinutes } from '../../../src/reports/documents/count-minutes.ts';
import { TEMPLATE_FILES } from '../../../src/reports/documents/document-kinds.ts';
import { paperBallot } from '../../../src/reports/documents/paper-ballot.ts';
import { collectiveList, individualList } from '../../../src/reports/documents/registration-lists.ts';
import { submission } from '../../../src/reports/documents/submission.ts';
import { targetAnnex } from '../../../src/reports/documents/target-annex.ts';
import { voidMinutes } from '../../../src/reports/documents/void-minutes.ts';
import { shippedTemplate, words } from '../../support/documents.ts';
import { COUNT, ELECTION, PLAN } from './example-count.ts';
import { BLANK, DIVISIONS, FINAL, NUMBERED, PEOPLE, PROPOSAL, REPORT, SESSION, VOID } from './example-documents.ts';

const of = (kind: keyof typeof TEMPLATE_FILES) => shippedTemplate(TEMPLATE_FILES[kind]);

/** Every document of the example office, by the name of its template. */
export const MADE = {
  'danh-sach-dang-ky-ca-nhan': () => individualList(NUMBERED, PEOPLE, of('registrations_individual'), words),
  'danh-sach-dang-ky-tap-the': () => collectiveList(BLANK, DIVISIONS, of('registrations_collective'), words),
  'phu-luc-chi-tieu': () => targetAnnex(PLAN, of('target_annex'), words),
  'bao-cao-so-ket': () => campaignReport(REPORT, of('preliminary_report'), words),
  'bao-cao-tong-ket': () => campaignReport(FINAL, of('final_report'), words),
  'phieu-bau': () => paperBallot(ELECTION, PLAN.agency, of('paper_ballot'), words),
  'bien-ban-kiem-phieu': () => countMinutes(COUNT, of('count_minutes'), words),
  'bien-ban-bo-phieu-khong-co-ket-qua': () => voidMinutes(VOID, of('void_minutes'), words),
  'bien-ban-hop-hoi-dong': () => councilMinutes(SESSION, of('council_minutes'), words),
  'to-trinh': () => submission(PROPOSAL, of('submission'), words),
} as const;
