import { systemDependencies } from '@etl/connector-kit';
import { ConfigError, type Source, type SourceDependencies } from '@etl/core';
import { z } from 'zod';
import { configSchema, type SlackConfigInput } from './config/config.js';
import { createSlackSource } from './source/source.js';

/**
 * One Slack workspace, for use without the runner.
 *
 * @param config options as they are written in YAML.
 * @param dependencies what to use instead of system clock, network and memory.
 * @throws ConfigError when an option is wrong; the message says which and what to write.
 */
export function slack(config: SlackConfigInput, dependencies: Partial<SourceDependencies> = {}): Source {
  const parsed = configSchema.safeParse(config);
  if (!parsed.success) {
    throw new ConfigError({
      code: 'invalid_config',
      message: `The options for Slack are wrong: ${z.prettifyError(parsed.error)}`,
    });
  }
  return createSlackSource(parsed.data, systemDependencies(dependencies));
}
