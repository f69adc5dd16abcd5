import { defineConfig } from 'vitest/config';

const never = ['**/node_modules/**', '**/dist/**', '.tools/**', '.yagura/**'];
const redis = ['**/*.redis.test.ts'];
const sql = ['**/*.sql.test.ts'];
/** Whole recorded days: right, and too long for the check before every commit. */
const recorded = ['**/*.recorded.test.ts'];

/** Whole desks that may run beside another one. */
const together = ['e2e/together/*.spec.ts'];
const tellFailed = 'e2e/support/tell-failed.ts';

/** One project for each thing that tests need, so that what needs nothing is quick and can be run anywhere. */
export default defineConfig({
  test: {
    // By default a machine with two cores gets one worker, and many tests only wait for timers and sockets.
    maxWorkers: 4,
    projects: [
      // Nothing is remembered from one file to the next, so what they read is read once for all of them.
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test-prop.ts'],
          exclude: [...never, ...redis, ...sql, ...recorded, '**/*.dom.test.ts', 'e2e/**'],
          isolate: false,
          testTimeout: 20_000,
        },
      },
      { test: { name: 'recorded', include: recorded, exclude: never, testTimeout: 60_000, hookTimeout: 300_000 } },
      {
        test: {
          name: 'redis',
          include: redis,
          exclude: never,
          globalSetup: ['scripts/vitest/need-redis.mjs'],
          // One server for all: files take turns, so that none has to reckon with another's load or clean-up.
          fileParallelism: false,
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'sql',
          include: sql,
          exclude: never,
          globalSetup: ['scripts/vitest/need-postgres.mjs'],
          // The embedded Postgres has one session for all its clients.
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'dom',
          include: ['**/*.dom.test.tsx', '**/*.dom.test.ts'],
          exclude: never,
          environment: 'jsdom',
          isolate: false,
          testTimeout: 10_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.spec.ts', 'scripts/*.spec.ts'],
          exclude: [...never, ...together],
          setupFiles: [tellFailed],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'together',
          include: together,
          exclude: never,
          // They wait more than they work and none of them measures: three desks at a time.
          maxWorkers: 3,
          setupFiles: ['e2e/support/ports-of-its-own.ts', tellFailed],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
