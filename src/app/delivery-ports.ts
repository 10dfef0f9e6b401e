import type { EpochMs } from '../lib/clock.ts';

/** A message waiting to leave, or that left. */
export interface OutboxRow {
  readonly id: number;
  readonly channel: string;
  readonly chatId: string;
  readonly memberId: number | null;
  readonly lane: number;
  readonly kind: string;
  readonly payload: string;
  readonly attempts: number;
  readonly expiresAt: EpochMs | null;
  readonly createdAt: EpochMs;
}

export interface NewOutboxRow {
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
}

/** Messages to send: rows are added in the transaction that causes them. */
export interface Outbox {
  /** Adds a row; a dedupe key that exists already changes nothing. */
  add(row: NewOutboxRow, now: EpochMs): void;
  /**
   * The oldest open row of every chat of a channel that is due, best lane first, and marks nothing.
   * `busy` chats (`chatId`) are left out.
   */
  ready(channel: string, now: EpochMs, busy: ReadonlySet<string>, limit: number): readonly OutboxRow[];
  /** Earliest due time among the rows of a channel that could be sent next, null when there is none. */
  nextDue(channel: string): EpochMs | null;
  claim(id: number): void;
  sent(id: number, messageId: string | null, now: EpochMs): void;
  /** Puts a row back; a try that the platform did not even look at (`counts` false) is not counted. */
  postpone(id: number, dueAt: EpochMs, problem: string, counts?: boolean): void;
  settle(id: number, state: 'failed' | 'unknown' | 'expired', reference: string, problem: string, now: EpochMs): void;
  /** Rows left in `sending` by a process that died: their fate is unknown. */
  interrupted(): readonly OutboxRow[];
  moveChat(channel: string, from: string, to: string): void;
  problems(limit: number): readonly OutboxProblem[];
  retry(id: number, now: EpochMs): boolean;
  counts(): Readonly<Record<string, number>>;
  oldestPending(): EpochMs | null;
  /** Deletes rows that were delivered or expired before an instant; failed ones stay until they are dealt with. */
  prune(before: EpochMs): number;
}

export interface InboundEvents {
  /** Records an event; false when it was recorded before. */
  record(channel: string, eventKey: string, now: EpochMs): boolean;
  fail(channel: string, eventKey: string, reference: string, now: EpochMs): void;
  prune(before: EpochMs): number;
}

export interface StoredDialogue {
  readonly flow: string;
  readonly version: number;
  readonly state: string;
  readonly promptToken: string;
  readonly promptChoices: string;
  readonly askedAt: EpochMs;
}

export interface Dialogues {
  load(subject: string): StoredDialogue | null;
  save(subject: string, dialogue: StoredDialogue): void;
  clear(subject: string): void;
  /** Deletes dialogues that nobody has gone on with since an instant. */
  prune(before: EpochMs): number;
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
  /** Takes the oldest queued job and marks it running. */
  take(now: EpochMs): QueuedJob | null;
  finish(id: number, state: 'done' | 'failed', result: unknown, now: EpochMs): void;
  /** Puts jobs that a dead process left running back into the queue, or fails them after three attempts. */
  recover(now: EpochMs): void;
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
}
