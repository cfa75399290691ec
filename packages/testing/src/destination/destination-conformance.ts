import { registerSuite } from '../check/register-suite.js';
import { crashChecks } from './checks/crash-checks.js';
import { deletionChecks } from './checks/deletion-checks.js';
import { historyChecks } from './checks/history-checks.js';
import { housekeepingChecks } from './checks/housekeeping-checks.js';
import { leaseChecks } from './checks/lease-checks.js';
import { rejectChecks } from './checks/reject-checks.js';
import { schemaChecks } from './checks/schema-checks.js';
import { stateChecks } from './checks/state-checks.js';
import { sweepChecks } from './checks/sweep-checks.js';
import { transactionChecks } from './checks/transaction-checks.js';
import { valueChecks } from './checks/value-checks.js';
import { winnerChecks } from './checks/winner-checks.js';
import type { DestinationCheck } from './destination-check.js';
import type { DestinationDriver } from './destination-driver.js';

/** Every check a destination must pass. */
export const destinationChecks: readonly DestinationCheck[] = [
  ...housekeepingChecks,
  ...transactionChecks,
  ...leaseChecks,
  ...winnerChecks,
  ...deletionChecks,
  ...sweepChecks,
  ...rejectChecks,
  ...valueChecks,
  ...stateChecks,
  ...schemaChecks,
  ...historyChecks,
  ...crashChecks,
];

/** Registers every check as a vitest test. Call it at the top level of a test file. */
export function destinationConformance(driver: DestinationDriver): void {
  registerSuite(`destination ${driver.plugin.name}`, destinationChecks, driver);
}
