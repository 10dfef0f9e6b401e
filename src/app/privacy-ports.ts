import type { PledgeContent } from '../domain/pledge.ts';
import type { ReportContent } from '../domain/review-content.ts';
import type { EpochMs } from '../lib/clock.ts';
import type { Account } from './ports.ts';

/** A chat account with its private chat, and whose it was. */
export interface LeftAccount extends Account {
  readonly chatId: string;
  readonly memberId: number;
}

/** What a chat leaves behind in the tables of delivery and dialogue. */
export interface ChatTraces {
  /**
   * Erases every place that names a chat account or its chat, but for the account's own row. Answers under way still
   * leave and are forgotten then; notices that wait become due, so that the sender finds them another way or drops them.
   * Keys of its events stay as hashes: one that comes again still changes nothing.
   */
  erase(account: LeftAccount, now: EpochMs): void;
  /** Deletes messages to people in chats that are not theirs, and strangers' dialogues, older than an instant. */
  sweep(before: EpochMs): void;
}

/** Somebody who has left the office. */
export interface Leaver {
  readonly id: number;
  readonly code: string;
  readonly fullName: string;
  readonly leftAt: EpochMs;
  readonly anonymisedAt: EpochMs | null;
}

/** Everything personal about somebody that is rewritten or deleted with the name. */
export interface Anonymising {
  /** What stands in the place of the name. */
  readonly name: string;
  readonly now: EpochMs;
  readonly pledge: (content: PledgeContent) => PledgeContent;
  readonly report: (content: ReportContent) => ReportContent;
}

/** People who left, and what becomes of their data. */
export interface Leavers {
  /** Everybody who has left, first who left first; anonymised ones too. */
  all(): readonly Leaver[];
  byId(memberId: number): Leaver | null;
  /** Takes name, contact and free texts of somebody away; titles, figures and decisions stay. */
  anonymise(memberId: number, how: Anonymising): void;
}

/** The rows of one table that refer to a person, each as it is stored. */
export interface OwnRows {
  readonly table: string;
  /** `own`: what is stored about the person. `act`: that the person did something to what is others'. */
  readonly sort: 'own' | 'act';
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Everything that is stored about one person. */
export interface OwnData {
  of(memberId: number): readonly OwnRows[];
}
