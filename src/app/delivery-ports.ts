import type { EpochMs } from '../lib/clock.ts';

/** A message that waits to leave, without its text. */
export interface WaitingMessage {
  readonly id: number;
  readonly chatId: string;
  readonly memberId: number | null;
  readonly lane: number;
  readonly kind: string;
  /** Tries that count. */
  readonly attempts: number;
  readonly dueAt: EpochMs;
  readonly expiresAt: EpochMs | null;
}

export interface NewOutboxRow {
  /** A key that exists already is not added again; '' for what is written once anyway, such as the answer to an event. */
  readonly dedupeKey: string;
  readonly channel: string;
  readonly chatId: string;
  readonly memberId: number | null;
  readonly lane: number;
  readonly kind: string;
  readonly payload: string;
  readonly dueAt: EpochMs;
  readonly expiresAt: EpochMs | null;
}

export interface OutboxProblem {
  readonly id: number;
  readonly channel: string;
  readonly memberName: string | null;
  readonly kind: string;
  readonly state: 'failed' | 'unknown';
  readonly reference: string;
  readonly problem: string;
  readonly settledAt: EpochMs;
  /** Whether its text is still there, so that it can be tried again. */
  readonly retriable: boolean;
}

/** Which of the messages that were given up are meant; what is not given does not matter. */
export interface ProblemFilter {
  readonly state?: 'failed' | 'unknown';
  readonly channel?: string;
  /** The short code, as the log and the list have it. */
  readonly reference?: string;
}

/** Messages to send: rows are added in the transaction that causes them. */
export interface Outbox {
  /** Adds a row; a dedupe key that exists already changes nothing. */
  add(row: NewOutboxRow, now: EpochMs): void;
  /** The notice to the same person in the same chat and lane that still waits for others, as it was added. */
  waitingNotice(
    row: Pick<NewOutboxRow, 'channel' | 'chatId' | 'memberId' | 'lane'>,
    now: EpochMs,
  ): { readonly id: number; readonly payload: string; readonly expiresAt: EpochMs | null } | null;
  /** Makes a row part of another one: its key is taken, its text stands there. A key that exists changes nothing. */
  append(
    row: NewOutboxRow,
    to: { readonly id: number; readonly payload: string; readonly expiresAt: EpochMs | null },
    now: EpochMs,
  ): void;
  /** Notices of a chat that wait for others leave now. */
  releaseNotices(channel: string, chatId: string, now: EpochMs): void;
  /** Rows of a channel that wait, oldest first, with ids above `after`. */
  waiting(channel: string, after: number): readonly WaitingMessage[];
  /** The highest id there is; 0 without rows. */
  lastId(): number;
  /**
   * Another number whenever rows may have changed otherwise than by `add` and by what a sender does: what was read
   * before is then no longer true.
   */
  generation(): number;
  /** The rendered message. */
  payload(id: number): string;
  /** Marks a row as under way and counts the try. */
  claim(id: number): void;
  sent(id: number, messageId: string | null, now: EpochMs): void;
  /** Puts a row back; a try that the platform did not even look at (`counts` false) is not counted. */
  postpone(id: number, dueAt: EpochMs, problem: string, counts?: boolean): void;
  /**
   * Makes rows due now that wait only because the clock shows an earlier time than it did: those due until `until`, and
   * those that were to leave soon after they were added, where that is ahead. Returns how many.
   */
  clockPutBack(channel: string, now: EpochMs, until: EpochMs): number;
  /** Makes rows due now that wait because of this problem; returns how many. */
  bringForward(channel: string, problem: string, now: EpochMs): number;
  settle(id: number, state: 'failed' | 'unknown' | 'expired', reference: string, problem: string, now: EpochMs): void;
  /** Rows left in `sending` by a process that died: their fate is unknown. */
  interrupted(channel: string): readonly WaitingMessage[];
  moveChat(channel: string, from: string, to: string): void;
  /** Deletes what was settled in a chat that its person gave up; answers still leave, and what else waits becomes due. */
  forgetChat(channel: string, chatId: string, now: EpochMs): void;
  /** Deletes rows older than an instant in chats that are nobody's any more. */
  forgetStrays(before: EpochMs): void;
  /** Deletes a row for good: nobody is to be told that it was. */
  drop(id: number): void;
  /** Messages that were given up, newest first. */
  problems(limit: number, filter?: ProblemFilter): readonly OutboxProblem[];
  /** Puts a row that failed, or may have, back into the queue without its expiry; false when there is none, or its text is gone. */
  retry(id: number, now: EpochMs): boolean;
  /** Puts back what failed in a chat after `since` and does not grow old: receipts. Returns how many. */
  retryReceipts(channel: string, chatId: string, since: EpochMs, now: EpochMs): number;
  /** Rows that wait, are under way, or were given up, by state. */
  counts(): Readonly<Record<'pending' | 'sending' | 'failed' | 'unknown', number>>;
  /** When the oldest row that waits was added; those that wait for a month to turn do not count. */
  oldestPending(): EpochMs | null;
  /**
   * Deletes rows that were delivered or expired before an instant, the texts of those that were given up before, and the
   * rows of those that were given up before a longer while.
   */
  prune(before: { readonly delivered: EpochMs; readonly texts: EpochMs; readonly givenUp: EpochMs }): number;
}

export interface InboundEvents {
  /** Records an event; false when it was recorded before. */
  record(channel: string, eventKey: string, now: EpochMs): boolean;
  fail(channel: string, eventKey: string, reference: string, now: EpochMs): void;
  /** Hashes every key that names one of the ids; the same event is still known when it comes again. */
  disguise(channel: string, ids: readonly string[]): void;
  prune(before: EpochMs): number;
}

export interface StoredDialogue {
  readonly flow: string;
  readonly version: number;
  /** Any JSON value; what was saved is never changed afterwards. */
  readonly state: unknown;
  readonly promptToken: string;
  readonly promptChoices: readonly string[];
  readonly askedAt: EpochMs;
  /** Kept in memory only: nothing of it, nor that it is under way, is ever stored. */
  readonly ephemeral?: boolean;
}

/** A dialogue as it is loaded. */
export interface LoadedDialogue extends StoredDialogue {
  /** Whether this process saved it: then its state has the shape that was saved, and needs no check. */
  readonly own: boolean;
}

export interface Dialogues {
  load(subject: string): LoadedDialogue | null;
  /** Saves where somebody stands; an ephemeral dialogue takes the place of a stored one, and the other way round. */
  save(subject: string, dialogue: StoredDialogue): void;
  clear(subject: string): void;
  /** Deletes dialogues that nobody has gone on with since an instant. */
  prune(before: EpochMs): number;
  /** Forgets ephemeral dialogues that nobody has gone on with since an instant. */
  forget(before: EpochMs): void;
}

export interface QueuedJob {
  readonly id: number;
  readonly kind: string;
  readonly memberId: number;
  readonly channel: string;
  readonly chatId: string;
  readonly accountId: string;
  readonly payload: unknown;
  readonly attempts: number;
}

export interface JobQueue {
  /** Jobs that wait and that are under way. */
  counts(): Readonly<Record<'queued' | 'running', number>>;
  /** Takes the oldest queued job and marks it running. */
  take(now: EpochMs): QueuedJob | null;
  finish(id: number, state: 'done' | 'failed', result: unknown, now: EpochMs): void;
  /** Puts jobs that a dead process left running back into the queue; fails and returns those that had three attempts. */
  recover(now: EpochMs): readonly QueuedJob[];
  /** Jobs that ended since then with a result for a dialogue, or failed, oldest first. */
  ended(since: EpochMs): readonly QueuedJob[];
  /** Deletes ended jobs with their results. */
  prune(before: EpochMs): number;
}

/** Ports of delivery and dialogue, beside the use cases' `Store`. */
export interface DeliveryStore {
  readonly outbox: Outbox;
  readonly inboundEvents: InboundEvents;
  readonly dialogues: Dialogues;
  readonly jobQueue: JobQueue;
}

/** Transactions as the runtime sees them (storage/unit-of-work.ts). */
export interface UnitOfWork {
  run<T>(work: () => T): T;
  nested<T>(work: () => T): T;
  /** How to undo a change in memory, should the work under way be undone. */
  onUndo(undo: () => void): void;
  /** Whether the storage takes what is written; after a failure a write is tried. */
  sound(): boolean;
}
