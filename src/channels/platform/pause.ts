/** Resolves after `ms`, or as soon as `signal` aborts; never rejects. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** Waits on the machine's timers. */
export const systemSleep: Sleep = (ms, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });

/**
 * Runs `work` with a signal that aborts after `ms` or together with `outer`. AbortSignal.any and
 * AbortSignal.timeout are not used: on long-lived outer signals they keep memory in Node 20.
 */
export async function withDeadline<T>(
  ms: number,
  outer: AbortSignal,
  sleep: Sleep,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const call = new AbortController();
  const timer = new AbortController();
  const abort = () => call.abort();
  if (outer.aborted) abort();
  outer.addEventListener('abort', abort, { once: true });
  void sleep(ms, timer.signal).then(() => {
    if (!timer.signal.aborted) abort();
  });
  try {
    return await work(call.signal);
  } finally {
    timer.abort();
    outer.removeEventListener('abort', abort);
  }
}
