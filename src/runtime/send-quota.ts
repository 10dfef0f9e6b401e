import { bulkRoom, clearRefusal, countSent, monthTurn, noteRefusal } from '../app/message-quota.ts';
import type { Work } from '../app/ports.ts';
import type { MonthlyQuota } from '../domain/message-quota.ts';
import type { EpochMs } from '../lib/clock.ts';

/** A channel's month as its sender sees it; all but `room` and `turn` are called inside the settling transaction. */
export interface SendQuota {
  /** Reminders and digests that may still leave in this month. */
  room(now: EpochMs): number;
  /** When the next month begins. */
  turn(now: EpochMs): EpochMs;
  /** Counts a message that left, or may have. */
  count(lane: number, now: EpochMs): void;
  /** The platform took a message; true when it had refused others before. */
  accepted(now: EpochMs): boolean;
  /** The platform says that the month is used up; true when that is news. */
  refused(now: EpochMs): boolean;
}

/** Problems of rows that wait for the month to turn, or for the platform to take messages again. */
export const QUOTA_PROBLEMS = { reserved: 'quota-reserved', exhausted: 'quota-exhausted' } as const;

/** The month of one channel over the stored counts. */
export function createSendQuota(base: Omit<Work, 'now'>, quota: MonthlyQuota): SendQuota {
  const at = (now: EpochMs): Work => ({ ...base, now });
  return {
    room: (now) => bulkRoom(at(now), quota),
    turn: (now) => monthTurn(at(now)),
    count(lane, now) {
      countSent(at(now), quota.channel, lane);
    },
    accepted: (now) => clearRefusal(at(now), quota.channel),
    refused: (now) => noteRefusal(at(now), quota.channel),
  };
}

/** The months of all channels whose platforms count messages. */
export function createSendQuotas(
  base: Omit<Work, 'now'>,
  quotas: readonly MonthlyQuota[],
): ReadonlyMap<string, SendQuota> {
  return new Map(quotas.map((quota) => [quota.channel, createSendQuota(base, quota)]));
}
