import { Redactor } from '@etl/core';
import { PipelineOrchestrator, type RunReport } from '@etl/core/pipeline';
import {
  createDestinationDependencies,
  createManualClock,
  createMemoryDestination,
  readMemoryTable,
} from '@etl/testing';
import type { GongConfigInput } from '../config/config.js';
import type { Account } from './account.js';

const SCHEMA = 'gong';

export interface MemoryRuns {
  /** Runs the streams that fill these tables once, side by side, as the runner would. */
  run(tables: readonly string[]): Promise<RunReport>;
  /** A table's rows that are not marked deleted. */
  rows(table: string): any[];
}

/** A destination in memory that keeps what several runs leave behind. */
export function startMemoryRuns(
  account: Account,
  options: {
    readonly config?: Partial<GongConfigInput>;
    readonly acceptedMissingScopes?: readonly string[];
  } = {},
): MemoryRuns {
  const memory = createMemoryDestination();
  let runs = 0;
  return {
    run: async (tables) => {
      const { signal } = new AbortController();
      // The account's own clock jumps over waits; a lease that is kept alive would never stop waiting.
      const clock = createManualClock(account.clock.now());
      const destination = memory.create({ location: '' }, createDestinationDependencies({ clock }));
      runs += 1;
      const source = {
        ...{ name: 'gong', schema: SCHEMA, source: account.source(options.config), transformers: [] },
        ...{ selection: { tables }, acceptedMissingScopes: options.acceptedMissingScopes ?? [] },
      };
      return new PipelineOrchestrator({
        ...{
          runId: `run-${runs}`,
          sources: [source],
          models: [],
          schemas: {},
          range: {},
          clock,
          listeners: [],
        },
        ...{ session: await destination.connect(signal), capabilities: destination.capabilities },
        ...{ concurrency: 4, deletionBrake: { share: 1, rows: 0 }, redactor: new Redactor() },
      }).run(signal);
    },
    rows: (table) =>
      readMemoryTable(memory, '', SCHEMA, table).filter(
        ({ _etl_deleted_at: deletedAt }) => deletedAt === null,
      ),
  };
}
