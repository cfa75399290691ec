import { Redactor, type Logger, type SourceDependencies } from '@etl/core';
import { httpTransport } from '../http/http-transport.js';
import { MemoryLocalStore } from './memory-local-store.js';
import { systemClock } from './system-clock.js';
import { systemRandom } from './system-random.js';

const ignore = (): void => undefined;
const silentLogger: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/**
 * What a source needs to be used without the runner: the machine's clock and chance, HTTP by axios, no log, and a local
 * store that forgets at exit. Each part can be replaced.
 */
export function systemDependencies(parts: Partial<SourceDependencies> = {}): SourceDependencies {
  const redactor = parts.redactor ?? new Redactor();
  return {
    clock: systemClock,
    random: systemRandom,
    logger: silentLogger,
    localStore: new MemoryLocalStore(),
    transport: parts.transport ?? httpTransport({ redactor }),
    ...parts,
    redactor,
  };
}
