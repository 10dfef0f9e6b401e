import { CAST, type Office } from './office.ts';
import { openRound } from './voting.ts';

const who = CAST.leader;
const open = async (office: Office): Promise<void> => void (await openRound(office));
const openTwo = async (office: Office): Promise<void> => {
  await openRound(office);
  await openRound(office, { nominees: ['CB021'] });
};

const marks = ['/bophieu', '[Bỏ phiếu tại đây]'];
const review = [...marks, '[1 Đồng ý]', '[2 Không đ.ý]', '[Xem lại và gửi]'];

/** Ways to every step of casting a ballot. */
export const BALLOT_WAYS = {
  'ballot.pick': { who, does: ['/bophieu'], before: openTwo },
  'ballot.ballot': { who, does: ['/bophieu'], before: open },
  'ballot.nominees': { who, does: ['/bophieu', '[Xem các trường hợp]'], before: open },
  'ballot.marks': { who, does: marks, before: open },
  'ballot.review': { who, does: review, before: open },
} as const;
