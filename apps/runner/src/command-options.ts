import type { Instant } from '@etl/core';

/** Options as parsed from the command line; what a command does not offer is absent. */
export interface CommandOptions {
  readonly config: string;
  /** Goes before the variable `ETL_PROFILE`. */
  readonly profile?: string;
  readonly source?: string;
  readonly stream?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly since?: Instant;
  readonly until?: Instant;
  readonly limit?: number;
  readonly from?: Instant;
  readonly to?: Instant;
  readonly count?: boolean;
  readonly runs?: number;
  readonly partition?: string;
  readonly output?: string;
  readonly docs?: boolean;
  readonly data?: string;
  readonly port?: number;
}
