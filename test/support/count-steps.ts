import { endedRound, enteredRound, messengerDown, ON_PAPER, openedRound } from './counting.ts';
import { CAST, type Office } from './office.ts';
import { draftRound } from './voting.ts';

const who = CAST.secretary;
const teller = 'CB010';
const round = ['/dotbophieu', '[Xét danh hiệu CSTĐCS]'];

const open = async (office: Office): Promise<void> => void (await openedRound(office));
const counted = async (office: Office): Promise<void> => void (await endedRound(office));
const waitsForPaper = async (office: Office): Promise<void> => void (await endedRound(office, ON_PAPER));
const entered = async (office: Office): Promise<void> => void (await enteredRound(office));
const openWhileDown = async (office: Office): Promise<void> => {
  await openedRound(office);
  messengerDown(office);
};

const shared = async (office: Office): Promise<void> => {
  await draftRound(office, { custody: { needed: 2, tellers: [teller, 'CB015'] } });
};

const postpone = [...round, '[Lùi thời hạn]'];
const cancel = [...round, '[Hủy đợt bỏ phiếu]'];
const sheets = [...round, '[Nhập phiếu giấy]'];
const totals = [...sheets, '[Đinh Thị Mai Lâm]', '[Tiếp tục]'];

/** Ways to every step of taking a round to its end, and of the tellers' work on it. */
export const COUNT_WAYS = {
  'elections.close': { who, does: [...round, '[Kết thúc sớm]'], before: open },
  'elections.postpone': { who, does: postpone, before: openWhileDown },
  'elections.postpone_reason': { who, does: [...postpone, '16:00 17/02/2022'], before: openWhileDown },
  'elections.cancel': { who, does: cancel, before: open },
  'elections.cancel_confirm': { who, does: [...cancel, 'Danh sách đề nghị có thay đổi'], before: open },
  'elections.publish': { who, does: [...round, '[Công bố kết quả]'], before: counted },
  'elections.sheets': { who, does: sheets, before: waitsForPaper },
  'elections.sheet_totals': { who, does: totals, before: waitsForPaper },
  'elections.sheet_review': { who, does: [...totals, '1 0 0 0', '0 1 0'], before: waitsForPaper },
  'open-boxes.share': { who: teller, does: ['/mohom'], before: shared },
  'count-check.list': { who: teller, does: ['/kiemphieu'], before: counted },
  'count-check.round': { who: teller, does: ['/kiemphieu'], before: entered },
  'count-check.refuse': { who: teller, does: ['/kiemphieu', '[Không đúng]'], before: entered },
} as const;
