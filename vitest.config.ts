import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'packages', include: ['packages/**/*.test.ts', 'tools/**/*.test.ts'], testTimeout: 20_000 } },
      {
        test: {
          name: 'platform',
          root: 'apps/platform',
          include: ['app/**/*.test.ts', 'app/**/*.test.tsx', 'server/**/*.test.ts'],
          exclude: ['**/*.db.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        // With a real PostgreSQL: one cluster for the run, one database a file.
        test: {
          name: 'database',
          root: 'apps/platform',
          include: ['**/*.db.test.ts'],
          globalSetup: ['app/ground/testing/cluster.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        // A browser on the built platform, as a person uses it.
        test: {
          name: 'browser',
          root: 'apps/platform',
          include: ['e2e/**/*.e2e.test.ts'],
          globalSetup: ['e2e/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
