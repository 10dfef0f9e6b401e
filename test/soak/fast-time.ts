// Loaded before the program (node --import): its time is another one and may run faster, and it tells its memory when asked.

/** What the program says of itself after its garbage is collected. */
export interface Footprint {
  readonly rss: number;
  readonly heapUsed: number;
  /** Open resources by kind: sockets, servers, timers that keep the process. */
  readonly resources: Readonly<Record<string, number>>;
}

const factor = Number(process.env.TIME_FACTOR ?? 1);
const since = Number(process.env.TIME_SINCE ?? 0);
/** What the clock shows at the moment `since`. */
const from = Number(process.env.TIME_FROM ?? since);
const machineNow = Date.now;
const machineTimeout = globalThis.setTimeout;

// The program asks the clock in one place only (lib/clock.ts), which asks this.
Date.now = () => from + (machineNow() - since) * factor;
Object.assign(globalThis, {
  setTimeout: (action: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
    machineTimeout(action, ms / factor, ...args),
});

process.on('message', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  const footprint: Footprint = { rss, heapUsed, resources };
  process.send?.(footprint);
});
