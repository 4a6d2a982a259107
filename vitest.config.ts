import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'packages', include: ['packages/**/*.test.ts', 'tools/**/*.test.ts'] } },
      {
        test: {
          name: 'platform',
          root: 'apps/platform',
          include: ['app/**/*.test.ts', 'app/**/*.test.tsx', 'server/**/*.test.ts'],
          exclude: ['**/*.db.test.ts'],
        },
      },
    ],
  },
});
