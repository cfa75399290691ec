import { mergeConfig } from 'vitest/config';
import base from '../../vitest.base.ts';

/** Each test loads a database file and builds all models in it: on a busy machine that takes its time. */
export default mergeConfig(base, { test: { testTimeout: 120_000, hookTimeout: 60_000 } });
