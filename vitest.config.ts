import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Files that run at a time. The same number in each project of a group, as Vitest asks.
const maxWorkers = Math.min(availableParallelism(), 8);

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'packages', include: ['packages/**/*.test.ts', 'tools/**/*.test.ts'], testTimeout: 20_000, maxWorkers } },
      {
        test: {
          name: 'platform',
          root: 'apps/platform',
          include: ['app/**/*.test.ts', 'app/**/*.test.tsx', 'server/**/*.test.ts'],
          exclude: ['**/*.db.test.ts'],
          testTimeout: 20_000,
          maxWorkers,
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
          maxWorkers,
        },
      },
      {
        // A browser on the built platform, as a person uses it: after the others, for it has the machine to itself.
        test: {
          name: 'browser',
          root: 'apps/platform',
          include: ['e2e/**/*.e2e.test.ts'],
          globalSetup: ['e2e/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each has its own platform and its own PostgreSQL.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
