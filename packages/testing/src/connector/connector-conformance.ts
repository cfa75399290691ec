import { registerSuite } from '../check/register-suite.js';
import { abortChecks } from './checks/abort-checks.js';
import { changeChecks } from './checks/change-checks.js';
import { estimateChecks } from './checks/estimate-checks.js';
import { faultChecks } from './checks/fault-checks.js';
import { readingChecks } from './checks/reading-checks.js';
import { rerunChecks } from './checks/rerun-checks.js';
import { resumeChecks } from './checks/resume-checks.js';
import { secrecyChecks } from './checks/secrecy-checks.js';
import { shapeChecks } from './checks/shape-checks.js';
import type { ConnectorCheck } from './connector-check.js';
import type { ConnectorDriver } from './connector-driver.js';

/** Every check a connector must pass. */
export const connectorChecks: readonly ConnectorCheck[] = [
  ...shapeChecks,
  ...readingChecks,
  ...estimateChecks,
  ...rerunChecks,
  ...resumeChecks,
  ...changeChecks,
  ...faultChecks,
  ...abortChecks,
  ...secrecyChecks,
];

/** Registers every check as a vitest test. Call it at the top level of a test file. */
export function connectorConformance(driver: ConnectorDriver): void;
export function connectorConformance(description: string, driver: ConnectorDriver): void;
export function connectorConformance(first: string | ConnectorDriver, second?: ConnectorDriver): void {
  const driver = second ?? first;
  if (typeof driver === 'string') throw new TypeError('connectorConformance needs a driver.');
  const description = typeof first === 'string' ? first : `connector ${driver.connector.name}`;
  registerSuite(description, connectorChecks, driver);
}
