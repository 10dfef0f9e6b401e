import fc from 'fast-check';
import { CHOICES, type Election, type RollEntry, type RollMember } from '../../../src/domain/ballot/election.ts';
import { encodeMark, PADDING_BYTES } from '../../../src/domain/ballot/mark.ts';
import type { VotingRule } from '../../../src/domain/plan.ts';
import { instantOf } from '../../../src/lib/office-time.ts';

export const ZONE = 'Asia/Ho_Chi_Minh';
export const FROM = instantOf('2022-12-05', '08:00', ZONE);
export const UNTIL = instantOf('2022-12-07', '16:00', ZONE);

export const TWO_THIRDS: VotingRule = {
  title: 'grassroots_emulation_fighter',
  method: 'secret_ballot',
  base: 'all_members',
  numerator: 2,
  denominator: 3,
  comparator: '>=',
  quorum: { numerator: 2, denominator: 3 },
  recusal: 'votes_on_all',
  grounds: 'Quy chế của Hội đồng',
};

function rollOf(members: number, paper = 0): readonly RollMember[] {
  return Array.from({ length: members }, (_, index) => ({
    code: `CB${String(index + 1).padStart(2, '0')}`,
    name: `Thành viên ${index + 1}`,
    post: index === 0 ? 'chair' : 'member',
    way: index < paper ? 'paper' : 'electronic',
  }));
}

/** A round on one or more people, of whom the first are the council's own members. */
export function electionOf(
  members: number,
  rule: Partial<VotingRule> = {},
  round: { readonly nominees?: readonly string[]; readonly paper?: number; readonly places?: number | null } = {},
): Election {
  const { nominees = ['CB01', 'NV01'], paper = 0, places = null } = round;
  const voting = { ...TWO_THIRDS, ...rule };
  return {
    year: 2022,
    name: 'Xét danh hiệu thi đua năm 2022',
    council: 'Hội đồng Thi đua – Khen thưởng cơ quan',
    roll: rollOf(members, paper),
    nominees: nominees.map((code, index) => ({
      number: index + 1,
      title: voting.title,
      code,
      name: `Ông ${code}`,
      division: 'Văn phòng',
    })),
    rules: [{ voting, places }],
    window: { from: FROM, until: UNTIL },
    casting: 'chat_and_page',
    custody: { by: 'server' },
  };
}

/** The roll with exactly these members' ballots in. */
export function rollWith(election: Election, voted: (code: string) => boolean): readonly RollEntry[] {
  return election.roll.map(({ code, way }) => ({ code, way, voted: voted(code) }));
}

export const comparator = fc.constantFrom('>=' as const, '>' as const);
export const choice = fc.constantFrom(...CHOICES);
export const padding = fc.uint8Array({ minLength: PADDING_BYTES, maxLength: PADDING_BYTES });

/** Bytes of a mark with a padding of its own. */
export function sealedMark(nominee: number, chosen: (typeof CHOICES)[number], own: number): Uint8Array {
  const bytes = new Uint8Array(PADDING_BYTES);
  new DataView(bytes.buffer).setUint32(0, own);
  return encodeMark(nominee, chosen, bytes);
}
