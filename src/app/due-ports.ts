import type { DueKind } from '../domain/due-plan/kinds.ts';
import type { ReminderOrder, Wave } from '../domain/due-plan.ts';
import type { EpochMs } from '../lib/clock.ts';

/** One thing that falls due, for a person or for the office. */
export interface DueItem {
  readonly key: string;
  readonly campaignId: number;
  readonly kind: DueKind;
  readonly memberId: number | null;
  readonly milestone: string;
  readonly dueAt: EpochMs;
  readonly expiresAt: EpochMs;
  /** What else the kind needs to know, such as the office's own words. */
  readonly detail: string | null;
}

/** A wave with the people whose rows it has; null for the office's one row. */
export interface PeopledWave {
  readonly wave: Wave;
  readonly memberIds: readonly number[] | null;
}

/** Rows that fall due together, counted. */
export interface DueGroup {
  readonly kind: DueKind;
  readonly milestone: string;
  readonly dueAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly detail: string | null;
  readonly count: number;
}

export interface DueItems {
  /**
   * Makes the planned rows of a campaign that fall due after `now` exactly these, writing only what differs. Left as
   * they are: rows that fired or were skipped, rows already due that the next scan has yet to take (a change at
   * 08:00:30 must not lose what was due at 08:00), and rows that firing or a person put to their time.
   * Returns how many rows were written.
   */
  replan(campaignId: number, waves: readonly PeopledWave[], now: EpochMs): number;
  /** Everything planned until `now`, earliest first. */
  due(now: EpochMs): readonly DueItem[];
  next(kinds: readonly DueKind[], after: EpochMs): DueItem | null;
  /** Planned rows after a moment in groups, in the order of time. */
  ahead(campaignId: number, after: EpochMs): readonly DueGroup[];
  /** Planned rows and those that fired, whose key begins so; in the order of keys. */
  withPrefix(prefix: string): readonly (DueItem & { readonly state: 'planned' | 'fired' | 'skipped' })[];
  /** Adds a row of its own time; false when its key exists. */
  add(item: DueItem): boolean;
  /** Ends a planned row; false when somebody else already did. */
  settle(key: string, state: 'fired' | 'skipped', now: EpochMs): boolean;
  /** Ends all planned rows of a kind that are due, the last as fired and those before it as skipped. */
  settleLatest(campaignId: number, kind: DueKind, latest: string, now: EpochMs): boolean;
  /** Puts a planned row off. */
  postpone(key: string, dueAt: EpochMs): void;
}

/** What the secretary asked for beside the plan's own reminders. */
export interface ReminderOrders {
  /** Those that are not cancelled. */
  all(campaignId: number): readonly ReminderOrder[];
  add(campaignId: number, order: Omit<ReminderOrder, 'id'>, by: number, now: EpochMs): number;
  move(id: number, dueAt: EpochMs): void;
  cancel(id: number, now: EpochMs): void;
  /** Changes in the plan's own waves, by the wave's code. */
  changes(campaignId: number): ReadonlyMap<string, { readonly dueAt: EpochMs | null }>;
  change(campaignId: number, waveCode: string, dueAt: EpochMs | null, by: number, now: EpochMs): void;
}
