import { Redactor, type SourceDependencies } from '@etl/core';
import { createFetchTransport } from './fetch-transport.js';
import { createManualClock } from './manual-clock.js';
import { createMemoryLocalStore } from './memory-local-store.js';
import { createRecordingLogger } from './recording-logger.js';
import { createSeededRandom } from './seeded-random.js';

/** Where test time begins unless a test says otherwise. */
export const TEST_START = Date.UTC(2026, 2, 15, 12);

/**
 * What a source is given in tests: a clock that never waits, seeded randomness, a recording logger, an in-memory local
 * store, an empty redactor and a real HTTP transport. `overrides` replaces any of them.
 */
export function createSourceDependencies(overrides: Partial<SourceDependencies> = {}): SourceDependencies {
  return {
    clock: createManualClock(TEST_START, { autoAdvance: true }),
    random: createSeededRandom(1),
    logger: createRecordingLogger(),
    localStore: createMemoryLocalStore(),
    redactor: new Redactor(),
    transport: createFetchTransport(),
    ...overrides,
  };
}
