import { registerSuite } from '../check/register-suite.js';
import { buildChecks } from './build-checks.js';
import { descriptionChecks } from './description-checks.js';
import type { ModelCheck, ModelDriver } from './model-driver.js';

/** Every check a model transformer must pass. */
export const modelChecks: readonly ModelCheck[] = [...descriptionChecks, ...buildChecks];

/** Registers every check as a vitest test. Call it at the top level of a test file. */
export function modelConformance<Name extends string>(driver: ModelDriver<Name>): void {
  registerSuite(`transformer ${driver.plugin.name}`, modelChecks, driver as unknown as ModelDriver);
}
