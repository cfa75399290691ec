import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests read workspace packages from their TypeScript sources: nothing has to be built first. */
const conditions = ['@etl/source', 'module', 'node', 'development|production'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/**/*.test.ts'],
    setupFiles: [join(import.meta.dirname, 'vitest.properties.ts')],
    // Files of a package share their modules: loading them anew for each takes longer than most tests.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: 'coverage/test-report.json' }]],
    coverage: {
      enabled: true,
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.test.ts', 'src/**/__fixtures__/**'],
      reporter: ['text-summary', 'lcovonly'],
      thresholds: { lines: 80, functions: 80, statements: 80, branches: 80 },
    },
  },
});
