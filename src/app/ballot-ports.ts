import type { Fingerprint } from '../domain/ballot/canonical-text.ts';
import type { Course } from '../domain/ballot/course.ts';
import type { Choice, Election } from '../domain/ballot/election.ts';
import type { ElectionAction, VotingMethod } from '../domain/ballot/record.ts';
import type { ElectionResult } from '../domain/ballot/result.ts';
import type { PaperTotals } from '../domain/ballot/tally.ts';
import type { Title } from '../domain/title.ts';
import type { EpochMs } from '../lib/clock.ts';

/** A teller's share of the key, as the record knows it: a hash to recognise it by. */
export interface ShareRecord {
  /** Staff code. */
  readonly teller: string;
  /** SHA-256 of the share's bytes, 64 hex digits. */
  readonly sha256: string;
  /** The teller said that they keep it. */
  readonly confirmed: boolean;
}

/** A nominee of whom not every rule is on record, put forward with the secretary's reason: for the minutes. */
export interface NominationException {
  readonly title: Title;
  /** Staff code, or code of the division. */
  readonly code: string;
  readonly reason: string;
  readonly by: number;
  readonly at: EpochMs;
}

/** What happened to an election before it was opened. */
export interface Preparation {
  /** Who read what the result may give away, of the election with this fingerprint. */
  readonly acknowledged: { readonly by: number; readonly at: EpochMs; readonly fingerprint: string } | null;
  /** Empty with the server's custody. */
  readonly shares: readonly ShareRecord[];
  readonly exceptions: readonly NominationException[];
  /** Titles whose places the office set itself; the others follow the plan's ceiling until the opening. */
  readonly ownPlaces: readonly Title[];
}

/**
 * The paper ballots as somebody entered them, with the tellers who looked at the sheets and confirmed the totals. Of an open
 * vote: who was present, and the totals as they were written down.
 */
export interface PaperEntry {
  /** Staff codes of the members whose sheets came. */
  readonly voters: readonly string[];
  readonly totals: readonly PaperTotals[];
  readonly enteredBy: number;
  /** Two tellers, other than one another. */
  readonly confirmedBy: readonly number[];
}

/** A moment at which members are reminded, settled at the opening. */
export interface ReminderSlot {
  readonly at: EpochMs;
  readonly told: boolean;
}

/** An election as it is stored: everything about it but who voted and the marks. */
export interface StoredElection {
  readonly id: number;
  readonly campaignId: number;
  readonly method: VotingMethod;
  /** As it is being prepared; from the opening on as it was frozen. */
  readonly election: Election;
  readonly course: Course;
  readonly preparation: Preparation;
  /** X25519, base64url; null before the opening, and for an open vote. */
  readonly publicKey: string | null;
  readonly fingerprint: Fingerprint | null;
  readonly slots: readonly ReminderSlot[];
  readonly paper: PaperEntry | null;
  readonly result: ElectionResult | null;
}

export interface ElectionEvent {
  readonly at: EpochMs;
  /** Null where the clock did it. */
  readonly actorId: number | null;
  readonly action: ElectionAction;
  readonly note: string | null;
}

/** Elections and their records. */
export interface Elections {
  byId(id: number): StoredElection | null;
  /** Newest first. */
  ofCampaign(campaignId: number): readonly StoredElection[];
  /** Those that are neither published nor void, oldest first; asked for at every menu. */
  running(): readonly StoredElection[];
  create(election: Omit<StoredElection, 'id'>, now: EpochMs): number;
  save(election: StoredElection): void;
  /** Deletes a draft; anything that was opened stays. */
  discard(id: number): void;
  record(id: number, event: ElectionEvent): void;
  events(id: number): readonly ElectionEvent[];
}

/** The sealed marks of one nominee. */
export interface SealedBox {
  readonly nominee: number;
  readonly marks: readonly Uint8Array[];
}

/**
 * Roll and boxes while an election runs. What is stored is a function of who has voted and of the set of marks, never of
 * the order in which they came.
 */
export interface Ballots {
  /** An empty box for each nominee and a roll on which nobody has voted. */
  open(electionId: number, members: number, nominees: readonly number[]): void;
  /** Whether each place of the frozen roll has voted; empty once it is destroyed. */
  ticks(electionId: number): readonly boolean[];
  /** Ticks a place of the roll and adds a mark to boxes; every box is written anew. */
  cast(electionId: number, place: number, marks: ReadonlyMap<number, Uint8Array>): void;
  /** Ticks the places of members whose paper ballots came. */
  tick(electionId: number, places: readonly number[]): void;
  boxes(electionId: number): readonly SealedBox[];
  /** Deletes boxes and links; the roll too where nobody may learn who had voted. */
  destroy(electionId: number, what: 'boxes' | 'boxes_and_roll'): void;
}

/** Addresses of the ballot page, as hashes and without a time; a used one stays, to say so, until the boxes go. */
export interface BallotLinks {
  /** Adds a link and forgets the person's earlier ones in this election. */
  issue(electionId: number, memberId: number, tokenHash: string): void;
  find(tokenHash: string): { readonly electionId: number; readonly memberId: number } | null;
}

/** The opened key of a round's boxes; it lives as long as a count. */
export interface BoxKey {
  /** The mark's plaintext, or null where the seal does not open. */
  open(sealed: Uint8Array): Uint8Array | null;
}

/** The keys of the boxes. Files outside the database hold them with the server's custody; never a backup. */
export interface BoxKeys {
  /** Whether marks can be sealed now; the library is loaded when the first election is prepared. */
  ready(): boolean;
  /** Makes a key pair; the secret key is on disk in its file when the public one (base64url) is returned. */
  create(electionId: number): string;
  /** A mark sealed to a round's public key, with fresh padding: `SEALED_BYTES` long. */
  seal(publicKey: string, nominee: number, choice: Choice): Uint8Array;
  /** The key from its file; null where it is gone or another one. */
  stored(electionId: number, publicKey: string): BoxKey | null;
  /** A key that was put together from shares; null where it is another one. */
  assembled(secretKey: Uint8Array, publicKey: string): BoxKey | null;
}

/** A teller's share of a key, base64url. */
export interface KeyShare {
  /** Staff code. */
  readonly teller: string;
  readonly share: string;
}

/** Shares of keys while they are needed: in memory alone, and gone with the process. */
export interface KeyShares {
  /** Asks for a key to be made and split once the transaction is through. */
  wish(electionId: number): void;
  /** Elections whose key is to be made now; each is told once. */
  takeWishes(): readonly number[];
  /** Shares that were made and are not yet all confirmed. */
  made(electionId: number): readonly KeyShare[];
  keep(electionId: number, shares: readonly KeyShare[]): void;
  /** Takes a share to open boxes with; returns how many tellers have given theirs. */
  give(electionId: number, share: KeyShare): number;
  /** Shares given to open boxes with. */
  given(electionId: number): readonly KeyShare[];
  /** Forgets everything about an election. */
  forget(electionId: number): void;
}
