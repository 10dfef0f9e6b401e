import type { Result } from '../../lib/result.ts';
import type { Template } from './fill-template.ts';
import type { TemplateProblem } from './template-problem.ts';

/** The template of each kind of document; the office's own has the same name. */
export const TEMPLATE_FILES = {
  registrations_individual: 'danh-sach-dang-ky-ca-nhan.docx',
  registrations_collective: 'danh-sach-dang-ky-tap-the.docx',
  target_annex: 'phu-luc-chi-tieu.docx',
  preliminary_report: 'bao-cao-so-ket.docx',
  final_report: 'bao-cao-tong-ket.docx',
  paper_ballot: 'phieu-bau.docx',
  count_minutes: 'bien-ban-kiem-phieu.docx',
  void_minutes: 'bien-ban-bo-phieu-khong-co-ket-qua.docx',
  council_minutes: 'bien-ban-hop-hoi-dong.docx',
  submission: 'to-trinh.docx',
} as const;

export type DocumentKind = keyof typeof TEMPLATE_FILES;

/** Finds the template of a document: the office's own where it put one, else the shipped one. */
export type ReadTemplate = (kind: DocumentKind) => Promise<Result<Template, TemplateProblem>>;
