import { SECOND } from '../lib/clock.ts';
import type { Timers } from './sender.ts';

/** How long a stop waits for calls to a platform that are under way; what is cut off then is settled as ambiguous. */
export const LAST_CALLS_MS = 1.5 * SECOND;

/** How long a stop waits for a job, which is taken up again after the next start. */
export const LAST_JOB_MS = SECOND;

/** Resolves when `work` ends, or after `ms`; true in the first case. */
export async function atMost(work: Promise<unknown>, ms: number, timers: Timers): Promise<boolean> {
  let cancel = () => {};
  const late = new Promise<boolean>((resolve) => {
    cancel = timers.after(ms, () => resolve(false));
  });
  const ended = await Promise.race([work.then(() => true), late]);
  cancel();
  return ended;
}
