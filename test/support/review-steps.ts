import { CAST, type Office } from './office.ts';
import { closeRound, evidenceOf, FULL_CONTENT, pledgeFor, reportFor, reviewWith } from './reporting.ts';

const { staff, head, colleague, secretary } = CAST;

function open(office: Office): void {
  reviewWith(office, { [staff]: FULL_CONTENT });
}

function reported(office: Office): void {
  open(office);
  evidenceOf(office, staff);
  reportFor(office, staff);
}

function reportedTwice(office: Office): void {
  pledgeFor(office, colleague);
  reported(office);
  reportFor(office, colleague);
}

/** The head has a division's pledge beside the own one. */
function led(office: Office): void {
  office.work(({ store, now }) => {
    const campaignId = store.campaigns.current()?.id ?? 0;
    const { divisionId, id } = office.person(head);
    const draft = FULL_CONTENT;
    const pledgeId = store.pledges.create({ campaignId, kind: 'collective', memberId: null, divisionId, draft, now });
    const pledge = store.pledges.byId(pledgeId);
    if (pledge !== null) store.pledges.saveVersion(pledge, draft, id, now);
  });
  reviewWith(office, { [head]: FULL_CONTENT });
}

function closed(office: Office): void {
  reported(office);
  closeRound(office, 'preliminary');
}

const status = ['/tiendo'];
const note = [...status, '[Đã nộp hồ sơ]'];
const evidence = [...note, '[Không ghi chú]'];
const figure = [...evidence, '[Không có minh chứng]', '[Đúng tiến độ]', '[Không ghi chú]', '[Không có minh chứng]'];
const card = [...figure, '[Đã hoàn thành]', '2', '[Không ghi chú]', '[Không có minh chứng]'];
const desk = ['/quanly', '[Sơ kết]', '[Mở, theo dõi]'];
const late = [...desk, '[sơ kết]', '[muộn]'];

/** A way to every step of the dialogues about reviews. */
export const REVIEW_WAYS = {
  'progress.whose': { who: head, does: status, before: led },
  'progress.resume': { who: staff, does: [...note, '/huy', '/tiendo'], before: open },
  'progress.standing': { who: staff, does: status, before: reported },
  'progress.status': { who: staff, does: status, before: open },
  'progress.figure': { who: staff, does: [...figure, '[Đã hoàn thành]'], before: open },
  'progress.note': { who: staff, does: note, before: open },
  'progress.evidence': { who: staff, does: evidence, before: open },
  'progress.evidence_remove': {
    who: staff,
    does: [...evidence, 'https://quangngai.gov.vn/tin', '[Bỏ bớt]'],
    before: open,
  },
  'progress.card': { who: staff, does: card, before: open },
  'progress.files': { who: staff, does: [...status, '[Xem minh chứng]'], before: reported },
  'approvals.reports': { who: head, does: ['/pheduyet'], before: reported },
  'approvals.report': { who: head, does: ['/pheduyet', '[Cao Thị Yến Nhi]'], before: reported },
  'approvals.report_reason': { who: head, does: ['/pheduyet', '[Cao Thị Yến Nhi]', '[Trả lại]'], before: reported },
  'approvals.report_files': {
    who: head,
    does: ['/pheduyet', '[Cao Thị Yến Nhi]', '[Xem minh chứng]'],
    before: reported,
  },
  'approvals.confirm_all': { who: head, does: ['/pheduyet', '[Xác nhận cả]'], before: reportedTwice },
  'manage.review': { who: secretary, does: desk },
  'manage.review_round': { who: secretary, does: [...desk, '[sơ kết]'], before: closed },
  'manage.review_reason': { who: secretary, does: [...desk, '[tổng kết]', '[Mở kỳ]'] },
  'manage.review_close': {
    who: secretary,
    does: [...desk, '[sơ kết]', '[Chốt số liệu]', 'Mọi người đã nộp đủ báo cáo'],
    before: open,
  },
  'manage.review_late': { who: secretary, does: late, before: closed },
  'manage.review_late_whose': { who: secretary, does: [...late, head], before: closed },
  'manage.review_late_reason': { who: secretary, does: [...late, staff], before: closed },
} as const;
