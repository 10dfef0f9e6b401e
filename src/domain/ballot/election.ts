import type { EpochMs } from '../../lib/clock.ts';
import type { CouncilPost } from '../member.ts';
import type { VotingRule } from '../plan.ts';
import type { Title } from '../title.ts';

/** What a member may say of a nominee: agree, disagree, or no opinion. */
export const CHOICES = ['agree', 'disagree', 'no_opinion'] as const;
export type Choice = (typeof CHOICES)[number];

/** How a member's ballot reaches the count; settled when the roll is frozen. */
export const VOTING_WAYS = ['electronic', 'paper'] as const;
export type VotingWay = (typeof VOTING_WAYS)[number];

/** Where an electronic ballot may be cast: in the private chat and on the ballot page, or on the page alone. */
export const CASTING_PLACES = ['chat_and_page', 'page'] as const;
export type CastingPlace = (typeof CASTING_PLACES)[number];

/** One who may vote; `code` is the staff code. */
export interface RollMember {
  readonly code: string;
  readonly name: string;
  readonly post: CouncilPost;
  readonly way: VotingWay;
}

/** A line of the ballot: a person or a division put forward for one title. */
export interface Nominee {
  /** Place on the ballot, 1, 2, 3, …: the same for everybody, and what a mark names. */
  readonly number: number;
  readonly title: Title;
  /** Staff code of a person, code of a division. */
  readonly code: string;
  readonly name: string;
  /** Name of the division. */
  readonly division: string;
}

/** The rule by which a title is voted on, with what its cap leaves. */
export interface ElectionRule {
  readonly voting: VotingRule;
  /** The most nominees that may still receive the title under its cap; null where nothing caps it. */
  readonly places: number | null;
}

export interface Teller {
  /** Staff code. */
  readonly code: string;
  readonly name: string;
}

/** Who holds the key of the boxes: the server, or tellers of whom any `needed` can open them together. */
export type Custody =
  | { readonly by: 'server' }
  | { readonly by: 'tellers'; readonly needed: number; readonly tellers: readonly Teller[] };

/** One voting round as it is frozen at its opening. Nothing of it changes afterwards; `Course` holds what does. */
export interface Election {
  readonly year: number;
  /** Name of the round and of the council, in the office's words. */
  readonly name: string;
  readonly council: string;
  readonly roll: readonly RollMember[];
  readonly nominees: readonly Nominee[];
  /** One for each title among the nominees. */
  readonly rules: readonly ElectionRule[];
  /** Not open before `from`; `until` is the deadline, the first moment at which nobody votes any more. */
  readonly window: { readonly from: EpochMs; readonly until: EpochMs };
  readonly casting: CastingPlace;
  readonly custody: Custody;
}

/** A row of the roll while the election runs: who, how, and whether a ballot came. Nothing else is known of anybody. */
export interface RollEntry {
  readonly code: string;
  readonly way: VotingWay;
  readonly voted: boolean;
}

/** The roll as it stands at the opening. */
export function freshRoll(election: Election): readonly RollEntry[] {
  return election.roll.map(({ code, way }) => ({ code, way, voted: false }));
}
