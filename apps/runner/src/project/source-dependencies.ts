import { dirname } from 'node:path';
import type { Logger, Redactor, SourceDependencies } from '@etl/core';
import { createLocalStore, SANDBOX, type PipelineConfig } from '@etl/config';

/** What sources are given. An emulator's quota and tokens mean nothing tomorrow: the sandbox keeps none. */
export async function buildSourceDependencies(
  config: PipelineConfig,
  logger: Logger,
  redactor: Redactor,
): Promise<SourceDependencies> {
  const { systemDependencies } = await import('@etl/connector-kit');
  const baseDirectory = dirname(config.localStoreDirectory);
  if (config.profile === SANDBOX) return systemDependencies({ logger, redactor, baseDirectory });
  const localStore = createLocalStore({ directory: config.localStoreDirectory, logger });
  return systemDependencies({ logger, redactor, localStore, baseDirectory });
}
