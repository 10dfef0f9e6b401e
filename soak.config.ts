import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/soak/**/*.soak.ts'],
    globalSetup: ['test/support/temporary-files.ts', 'test/support/chart-worker.ts'],
    pool: 'forks',
    allowOnly: false,
  },
});
