import { mergeConfig } from 'vitest/config';
import base from '../../vitest.base.ts';

/** The scripts directly in src are checks themselves: running them is their test. */
export default mergeConfig(base, {
  test: {
    // Whole workspaces are copied, built and released here.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    coverage: { exclude: ['src/*.ts', 'src/generators/**', 'src/registry/**', 'src/__fixtures__/**'] },
  },
});
