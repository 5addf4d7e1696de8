/** Tests run as built: plain JavaScript, so that workers and exports resolve as they do for users. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'code',
          include: ['{engine,reader,trainer,cli,test}/dist/**/*.test.js', 'bench/**/*.test.mjs'],
          exclude: ['**/node_modules/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // One browser at a time, and nothing beside it: what it tests is how quickly a page answers.
        test: {
          name: 'page',
          include: ['web/test/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
