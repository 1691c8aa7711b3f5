import { defineConfig } from 'vitest/config';

const database = 'test/support/postgres-server.ts';
const temporal = 'test/support/temporal-servers.ts';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    sequence: { shuffle: true },
    setupFiles: ['test/support/unique-titles.ts'],
    projects: [
      { extends: true, test: { name: 'unit', include: ['{libs,workflows,apps,scripts}/**/*.test.ts', 'test/support/**/*.test.ts'] } },
      { extends: true, test: { name: 'integration', include: ['test/integration/**/*.test.ts'], globalSetup: [database] } },
      { extends: true, test: { name: 'workflow', include: ['test/workflow/**/*.test.ts'], globalSetup: [database, temporal] } },
      { extends: true, test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], globalSetup: [database, temporal], fileParallelism: false } },
    ],
  },
});
