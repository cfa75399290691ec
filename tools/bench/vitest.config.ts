import { mergeConfig } from 'vitest/config';
import base from '../../vitest.base.ts';

/** A benchmark is run, not tested; what it measures with is tested. */
export default mergeConfig(base, {
  test: { coverage: { exclude: ['src/*.ts', 'src/loading/*.ts', 'src/scenarios/*.ts', '!src/measure.ts'] } },
});
