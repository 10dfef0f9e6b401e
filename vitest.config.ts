import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/temporary-files.ts', 'test/support/chart-worker.ts'],
    // Processes, not threads: better-sqlite3 is native, and some tests send signals.
    pool: 'forks',
    // Many tests wait for a program that they killed or a browser: a processor kept free would stand idle.
    maxWorkers: '100%',
    // No test waits for time to pass; the limits only end what hangs, also on a slow, busy machine with cold disks.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    // A focused test or an empty file must not make the whole look green.
    allowOnly: false,
    passWithNoTests: false,
  },
});
