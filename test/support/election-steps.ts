import { newDraft, nominateAll } from '../../src/app/election-draft.ts';
import { recordOpenVote, setTotals } from '../../src/app/open-vote.ts';
import type { VotingMethod } from '../../src/domain/ballot/record.ts';
import { achieved, twoCandidates } from './nominating.ts';
import { CAST, type Office } from './office.ts';
import { pledgeFor } from './reporting.ts';

const { secretary } = CAST;

/** A draft with everybody on it who meets the rules; an open vote where that is asked for. */
export function draftRound(office: Office, method: VotingMethod = 'secret_ballot'): number {
  return office.work((work) => {
    const actor = office.person(secretary);
    const draft = newDraft(work, actor, { method, name: 'Đợt của ví dụ' });
    if (!draft.ok) throw new Error(draft.error);
    nominateAll(work, actor, draft.value);
    return draft.value;
  });
}

/** Somebody who meets every rule for advanced worker. */
export function gradedWorker(office: Office): void {
  pledgeFor(office, CAST.otherStaff);
  achieved(office, CAST.otherStaff, { kind: 'grade', grade: 'good' });
}

/** An open vote on that worker, recorded with everybody's agreement. */
export function recordedVote(office: Office): number {
  gradedWorker(office);
  const id = draftRound(office, 'open_vote');
  office.work((work) => {
    const actor = office.person(secretary);
    const stored = work.store.elections.byId(id);
    const hands = stored?.election.roll.length ?? 0;
    for (const { number } of stored?.election.nominees ?? []) {
      setTotals(work, actor, id, { nominee: number, agree: hands, disagree: 0, noOpinion: 0 });
    }
    const done = recordOpenVote(work, actor, id);
    if (!done.ok) throw new Error(done.error);
  });
  return id;
}

const list = ['/dotbophieu'];
const secret = [...list, '[Lập đợt bỏ phiếu kín]'];
const nominees = [...secret, '[Danh sách đề cử]'];
const candidates = [...nominees, '[CSTĐCS]'];
const added = [...nominees, '[Thêm tất cả]', '[Trở lại]'];
const rule = [...added, '[Quy tắc]', '[CSTĐCS]'];
const typedWindow = [...secret, '[Thời gian bỏ phiếu]', '[Nhập giờ]'];
const tellers = [...secret, '[Người giữ khóa]', '[Tổ kiểm phiếu]'];
const warnings = [...added, '[Xem lưu ý]'];
const hands = [...list, '[Ghi biểu quyết]'];
const withLine = [...hands, '[Danh sách đề cử]', '[Thêm tất cả]', '[Trở lại]'];
const decision = [...list, '[Đợt của ví dụ]', '[Ghi quyết định]'];

const recorded = (office: Office): void => void recordedVote(office);

/** A way to every step of the dialogue about rounds of voting. */
export const ELECTION_WAYS = {
  'elections.list': { who: secretary, does: list },
  'elections.round': { who: secretary, does: secret },
  'elections.name': { who: secretary, does: [...secret, '[Sửa tên đợt]'] },
  'elections.window': { who: secretary, does: [...secret, '[Thời gian bỏ phiếu]'] },
  'elections.window_from': { who: secretary, does: typedWindow },
  'elections.window_until': { who: secretary, does: [...typedWindow, '[Ngay khi mở]'] },
  'elections.custody': { who: secretary, does: [...secret, '[Người giữ khóa]'] },
  'elections.tellers': { who: secretary, does: tellers },
  'elections.needed': { who: secretary, does: [...tellers, '[Xong]'] },
  'elections.paper': { who: secretary, does: [...secret, '[phiếu giấy]'] },
  'elections.discard': { who: secretary, does: [...secret, '[Xóa bản soạn]'] },
  'elections.nominees': { who: secretary, does: nominees, before: twoCandidates },
  'elections.candidates': { who: secretary, does: candidates, before: twoCandidates },
  'elections.candidate': { who: secretary, does: [...candidates, '[Cao Thị Yến Nhi]'], before: twoCandidates },
  'elections.exception': {
    who: secretary,
    does: [...candidates, '[Phạm Văn Êm]', '[Đề cử kèm lý do]'],
    before: twoCandidates,
  },
  'elections.rules': { who: secretary, does: [...added, '[Quy tắc]'], before: twoCandidates },
  'elections.rule': { who: secretary, does: rule, before: twoCandidates },
  'elections.rule_value': { who: secretary, does: [...rule, '[Số chỉ tiêu]'], before: twoCandidates },
  'elections.warnings': { who: secretary, does: warnings, before: twoCandidates },
  'elections.confirm': { who: secretary, does: [...warnings, '[Tôi đã đọc]'], before: twoCandidates },
  'elections.meeting': { who: secretary, does: [...hands, '[Thời điểm họp]'] },
  'elections.present': { who: secretary, does: [...hands, '[Người có mặt]'] },
  'elections.totals': { who: secretary, does: [...withLine, '[Ghi kết quả]'], before: gradedWorker },
  'elections.record': {
    who: secretary,
    does: [...withLine, '[Ghi kết quả]', '[Tất cả đồng ý]', '[Xem lại]'],
    before: gradedWorker,
  },
  'elections.void_vote': { who: secretary, does: [...list, '[Đợt của ví dụ]', '[Hủy bản ghi]'], before: recorded },
  'elections.decision': { who: secretary, does: decision, before: recorded },
  'elections.decision_number': { who: secretary, does: [...decision, '[LĐTT]'], before: recorded },
  'elections.decision_date': { who: secretary, does: [...decision, '[LĐTT]', '15/QĐ-BDT'], before: recorded },
  'elections.decision_authority': {
    who: secretary,
    does: [...decision, '[LĐTT]', '15/QĐ-BDT', '10/02/2022'],
    before: recorded,
  },
} as const;
