import type { EpochMs, IsoDate } from '../../lib/clock.ts';
import type { ReviewRound } from '../review.ts';
import type { Standings } from '../standings/view.ts';
import type { Title } from '../title.ts';

/** Raised when the stored shape changes; readers of `readDigest` get the newest shape. */
export const DIGEST_FORMAT = 1;

/**
 * The digest of one week as data, the same for every reader: counts only, nobody's name. It is stored when it is sent and
 * put into words in each reader's language, so the past stays as it was.
 */
export interface WeeklyDigest {
  readonly format: typeof DIGEST_FORMAT;
  /** Monday of the week that it is for. */
  readonly week: IsoDate;
  readonly takenAt: EpochMs;
  readonly standings: Standings;
  /** Whether people register just now, and the end of it. */
  readonly registration: { readonly phase: 'before' | 'open' | 'closed'; readonly closesAt: EpochMs };
  readonly deadlines: readonly DigestDeadline[];
  readonly delivery: DeliveryProblems;
  readonly ballots: readonly BallotLine[];
  /** What moved since the digest before this one; null for the first. */
  readonly since: DigestChanges | null;
}

export interface DigestDeadline {
  readonly name: string;
  readonly at: EpochMs;
  /** The last working day before it, where the office does not work on the day itself. */
  readonly lastWorkingDay: IsoDate | null;
}

/** Whom and what the bot could not reach. */
export interface DeliveryProblems {
  /** Active people without a linked account. */
  readonly unlinked: number;
  /** Accounts that refuse messages. */
  readonly unreachable: number;
  /** Messages of the last seven days that were given up, or may not have arrived. */
  readonly undelivered: number;
}

/**
 * A ballot of the council as its rules let it be told: while it is open nothing but until when; totals only once the
 * result is published.
 */
export type BallotLine =
  | { readonly state: 'open'; readonly titles: readonly Title[]; readonly until: EpochMs }
  /** Over, and not published. */
  | { readonly state: 'counting'; readonly titles: readonly Title[] }
  | { readonly state: 'void'; readonly titles: readonly Title[] }
  | {
      readonly state: 'published';
      readonly titles: readonly Title[];
      readonly at: EpochMs;
      readonly members: number;
      readonly voted: number;
      readonly results: readonly { readonly title: Title; readonly nominees: number; readonly passed: number }[];
    };

/** What moved between two digests; numbers are differences and may be negative. */
export interface DigestChanges {
  readonly at: EpochMs;
  readonly handedIn: number;
  readonly endorsed: number;
  readonly accepted: number;
  readonly reviews: readonly { readonly round: ReviewRound; readonly reported: number; readonly confirmed: number }[];
  /** Divisions in which nobody owes a registration any more, and in which somebody still did before. */
  readonly completed: readonly string[];
  /** Texts of targets that are reached now and were not before, and the other way round. */
  readonly reached: readonly string[];
  readonly lost: readonly string[];
  readonly exemplarsListed: number;
  readonly exemplarsProposed: number;
}
