import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.js';

const database = 'test/support/postgres-server.ts';
const temporal = 'test/support/temporal-servers.ts';

// Files share a process and its modules: none keeps anything in a module that another could tell. Those that run workers of
// Temporal, and whole installations, have a process each: one that is cut off in the middle must not reach the next.
const APART = { isolate: true };

export default defineConfig({
  test: {
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    sequence: { shuffle: true, sequencer: LongestFirst },
    setupFiles: ['test/support/unique-titles.ts'],
    projects: [
      { extends: true, test: { name: 'unit', include: ['{libs,workflows,apps,scripts}/**/*.test.ts', 'test/support/**/*.test.ts'] } },
      { extends: true, test: { name: 'integration', include: ['test/integration/**/*.test.ts'], globalSetup: [database] } },
      { extends: true, test: { name: 'workflow', include: ['test/workflow/**/*.test.ts'], globalSetup: [database, temporal], ...APART } },
      { extends: true, test: { name: 'web', include: ['test/web/**/*.test.ts'], globalSetup: ['test/support/web-stack.ts'], fileParallelism: false } },
      { extends: true, test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], globalSetup: [database, temporal], ...APART } },
    ],
  },
});
