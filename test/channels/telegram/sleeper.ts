import type { Sleep } from '../../../src/channels/platform/pause.ts';
import { createChanges } from '../../support/changes.ts';

/** A sleep that lasts until the test ends it. */
export interface Sleeper {
  readonly sleep: Sleep;
  /** Resolves when somebody sleeps for `ms`, now or later. */
  asleep(ms: number): Promise<true>;
  /** Ends all sleeps of `ms` once there is one. */
  wake(ms: number): Promise<void>;
}

/** Time does not pass by itself: each wait is ended by the test, or by its signal. */
export function createSleeper(): Sleeper {
  const changes = createChanges();
  let sleeping: { readonly ms: number; readonly end: () => void }[] = [];
  const asleep = (ms: number) =>
    changes.until((): true | null => (sleeping.some((one) => one.ms === ms) ? true : null));
  return {
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const end = () => {
          sleeping = sleeping.filter((one) => one.end !== end);
          resolve();
        };
        sleeping.push({ ms, end });
        signal.addEventListener('abort', end, { once: true });
        changes.happened();
      }),
    asleep,
    async wake(ms) {
      await asleep(ms);
      for (const one of sleeping.filter((other) => other.ms === ms)) one.end();
    },
  };
}
