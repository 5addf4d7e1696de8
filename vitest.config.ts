/** Tests run as built: plain JavaScript, so that workers and exports resolve as they do for users. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{engine,reader,trainer,cli,test}/dist/**/*.test.js', 'web/test/**/*.test.ts', 'bench/**/*.test.mjs'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
