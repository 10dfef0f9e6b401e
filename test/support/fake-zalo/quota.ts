import type { FakeTime } from '../fake-time.ts';

/** Messages of the bot's plan in a month of its clock. */
export interface Quota {
  /** May be changed at any time. */
  limit: number;
  used(): number;
  /** Counts messages as sent, as if others had been before. */
  use(count: number): void;
  reset(): void;
}

/** Assumed: Zalo's month is that of Viet Nam, UTC+7. */
const ZONE_MS = 7 * 3_600_000;

/** Nothing sent yet. */
export function createQuota(time: FakeTime, limit: number): Quota {
  let month = '';
  let used = 0;
  const turn = () => {
    const now = new Date(time.now() + ZONE_MS).toISOString().slice(0, 7);
    if (now === month) return;
    month = now;
    used = 0;
  };
  return {
    limit,
    used() {
      turn();
      return used;
    },
    use(count) {
      turn();
      used += count;
    },
    reset() {
      used = 0;
    },
  };
}
