import type { Instant } from '@etl/core';
import type { CommandOptions } from './command-options.js';

/** The range of `--since` and `--until`; what was not given is absent. */
export function readRange({ since, until }: CommandOptions): {
  readonly since?: Instant;
  readonly until?: Instant;
} {
  return {
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}
