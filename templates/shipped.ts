import type { Document } from 'docx';
import { finalReport, preliminaryReport } from './campaign-reports.ts';
import { councilMinutes } from './council-minutes.ts';
import { countMinutes } from './count-minutes.ts';
import { officialDocument } from './page.ts';
import { paperBallot } from './paper-ballot.ts';
import { collectiveList, individualList } from './registration-lists.ts';
import { submission } from './submission.ts';
import { targetAnnex } from './target-annex.ts';
import { voidMinutes } from './void-minutes.ts';

/** The templates that come with the program, by file name. */
export const SHIPPED: Readonly<Record<string, () => Document>> = {
  'bao-cao-so-ket.docx': () => officialDocument(preliminaryReport()),
  'bao-cao-tong-ket.docx': () => officialDocument(finalReport()),
  'bien-ban-bo-phieu-khong-co-ket-qua.docx': () => officialDocument(voidMinutes()),
  'bien-ban-hop-hoi-dong.docx': () => officialDocument(councilMinutes()),
  'bien-ban-kiem-phieu.docx': () => officialDocument(countMinutes()),
  'danh-sach-dang-ky-ca-nhan.docx': () => officialDocument(individualList(), true),
  'danh-sach-dang-ky-tap-the.docx': () => officialDocument(collectiveList(), true),
  'phieu-bau.docx': () => officialDocument(paperBallot()),
  'phu-luc-chi-tieu.docx': () => officialDocument(targetAnnex()),
  'to-trinh.docx': () => officialDocument(submission()),
};
