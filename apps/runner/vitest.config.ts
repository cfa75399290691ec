import { mergeConfig } from 'vitest/config';
import base from '../../vitest.base.ts';

/** Many tests start processes and take turns. */
export default mergeConfig(base, { test: { testTimeout: 120_000, hookTimeout: 120_000 } });
