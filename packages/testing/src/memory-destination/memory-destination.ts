import { z } from 'zod';
import type { DestinationPlugin, JsonValue } from '@etl/core';
import { MemorySession } from './memory-session.js';
import { COLUMN_TYPES, METADATA_COLUMNS } from './memory-columns.js';
import { MemoryStore } from './memory-store.js';

export const memoryConfigSchema = z.strictObject({
  location: z.string().default('default').describe('Name of the store; equal names share their tables.'),
});

export type MemoryDestinationConfig = z.infer<typeof memoryConfigSchema>;

/** A row as the in-memory destination shows it: columns and `_etl_…` columns by name. */
export type MemoryRow = Readonly<Record<string, JsonValue>>;

/** A destination plug-in, and a view into its stores for assertions. */
export interface MemoryDestination extends DestinationPlugin<MemoryDestinationConfig> {
  store(location: string): MemoryStore;
}

/**
 * A destination that keeps the whole contract in the memory of the process: transactions, leases with fences, winners,
 * deletions, sweeps, dead letters and proof. It has no SQL. Slow and plain on purpose: it is what real destinations are compared with.
 */
export function createMemoryDestination(): MemoryDestination {
  const stores = new Map<string, MemoryStore>();
  const store = (location: string): MemoryStore => {
    const existing = stores.get(location) ?? new MemoryStore();
    stores.set(location, existing);
    return existing;
  };
  return {
    specificationVersion: 'v1',
    name: 'memory',
    configSchema: memoryConfigSchema,
    store,
    create: (config, dependencies) => ({
      capabilities: {
        dialect: 'none',
        maxIdentifierLength: 255,
        preferredCommitRecords: 1000,
        concurrentCommits: true,
        columnTypes: COLUMN_TYPES,
        metadataColumns: METADATA_COLUMNS,
      },
      connect: async () => new MemorySession(store(config.location), dependencies),
      connectReadOnly: async () => new MemorySession(store(config.location), dependencies),
    }),
  };
}
