import type { Timers } from '../../src/runtime/sender.ts';

/** Timers that go off when the test says so. */
export interface ManualTimers extends Timers {
  /** Milliseconds of the timers that are set, shortest first. */
  readonly set: readonly number[];
  /** Sets every timer off once. */
  fire(): void;
}

/** Time does not pass by itself. */
export function manualTimers(): ManualTimers {
  let waiting: { readonly ms: number; readonly action: () => void }[] = [];
  return {
    get set() {
      return waiting.map(({ ms }) => ms).toSorted((left, right) => left - right);
    },
    after(ms, action) {
      const timer = { ms, action };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((other) => other !== timer);
      };
    },
    fire() {
      const due = waiting;
      waiting = [];
      for (const { action } of due) action();
    },
  };
}
