import type { Result } from '../lib/result.ts';

/** A line of the ballot, in the member's language. */
export interface BallotLine {
  readonly number: number;
  readonly name: string;
  /** Title and division. */
  readonly about: string;
  /** What members may read about the nominee, one line each. */
  readonly card: readonly string[];
}

/** A ballot as the page shows it. Whose it is stands nowhere: a picture of the screen must not name the voter. */
export interface BallotSheet {
  readonly state: 'open';
  readonly locale: string;
  /** The office's words: the council, the name of the round. */
  readonly council: string;
  readonly name: string;
  /** Sentence: until when. */
  readonly until: string;
  readonly fingerprint: { readonly short: string; readonly full: string };
  /** X25519, base64url: what marks are sealed to. */
  readonly publicKey: string;
  readonly lines: readonly BallotLine[];
  /** Lines that are left out because they are the member's own. */
  readonly recused: number;
  /** What is protected and what is not, one line each. */
  readonly secrecy: readonly string[];
  /** Whether the ballot may be cast in the private chat too. */
  readonly inChatToo: boolean;
}

/** What an address of the ballot page shows: a ballot, that it was cast, or that it is too late. */
export type BallotView =
  | BallotSheet
  | { readonly state: 'voted'; readonly locale: string }
  | { readonly state: 'over'; readonly locale: string };

/** Why a sealed ballot was not taken; each has a text `error.<code>`. */
export type BallotRefusal = 'ballot-unknown' | 'ballot-over' | 'ballot-voted' | 'ballot-unfit' | 'ballot-not-stored';

/** Ballots behind one-time addresses; every right is asked anew at each call. */
export interface BallotPort {
  /** Null where the address stands for no ballot. `locale` is the language asked for, null for the member's own. */
  look(token: string, locale: string | null): BallotView | null;
  /** Casts sealed marks by nominee, once. */
  cast(token: string, marks: ReadonlyMap<number, Uint8Array>): Result<void, BallotRefusal>;
}
