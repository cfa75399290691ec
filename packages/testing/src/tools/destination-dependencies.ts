import { tmpdir } from 'node:os';
import { Redactor, type DestinationDependencies } from '@etl/core';
import { createManualClock } from './manual-clock.js';
import { createRecordingLogger } from './recording-logger.js';
import { TEST_START } from './source-dependencies.js';

/** What a destination is given in tests: a clock that stands still and the system's temporary directory. */
export function createDestinationDependencies(
  overrides: Partial<DestinationDependencies> = {},
): DestinationDependencies {
  return {
    clock: createManualClock(TEST_START),
    logger: createRecordingLogger(),
    redactor: new Redactor(),
    baseDirectory: process.cwd(),
    temporaryDirectory: tmpdir(),
    ...overrides,
  };
}
