import { describe, it } from 'vitest';
import type { ConformanceCheck } from './conformance-check.js';

/** A check may read the vendor dozens of times. */
const CHECK_TIMEOUT = 300_000;

/** Registers each applicable check as one vitest test, named by the check. */
export function registerSuite<Driver>(
  description: string,
  checks: readonly ConformanceCheck<Driver>[],
  driver: Driver,
): void {
  describe(description, () => {
    for (const check of checks) {
      if (check.notApplicable?.(driver) !== undefined) continue;
      it(check.name, { timeout: CHECK_TIMEOUT }, () => check.run(driver));
    }
  });
}
