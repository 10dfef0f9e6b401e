import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Coarse on purpose: a finer one would wake an idle machine more often. */
const RESOLUTION_MS = 100;

/** How much later than asked for the process got to its work, in seconds, since the last reading. */
export interface EventLoopDelay {
  readonly median: number;
  readonly p99: number;
  readonly worst: number;
}

/** Begins to measure; each reading begins anew. Measuring does not keep the process alive. */
export function watchEventLoop(): () => EventLoopDelay {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  // What is measured is the pause that was asked for and the delay, in nanoseconds.
  const seconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1e3);
  return () => {
    const nothing = histogram.count === 0;
    const delay = {
      median: nothing ? 0 : seconds(histogram.percentile(50)),
      p99: nothing ? 0 : seconds(histogram.percentile(99)),
      worst: nothing ? 0 : seconds(histogram.max),
    };
    histogram.reset();
    return delay;
  };
}
