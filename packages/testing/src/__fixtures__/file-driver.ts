import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DestinationDriver } from '../destination/destination-driver.js';
import { conformRow } from '../memory-destination/conform-row.js';
import { tableName } from '../memory-destination/memory-store.js';
import { spawnCrashProgram } from '../spawn-crash-program.js';
import { destination, loadStore, tornDestination } from './file-destination.js';

/** A destination whose data outlives the process. Checks run one after the other. */
export function fileDriver(exportName: 'destination' | 'tornDestination'): DestinationDriver {
  let path = '';
  return {
    plugin: exportName === 'destination' ? destination : tornDestination,
    createConfig: () => {
      path = join(tmpdir(), `etl-file-destination-${randomUUID()}`);
      return { path };
    },
    dropConfig: () => rm(path, { force: true }),
    readTable: async (_session, schema, table) => {
      const stored = loadStore(path).tables.get(tableName(schema, table));
      return stored === undefined
        ? []
        : [...stored.rows.values()].map((row) => conformRow(stored.table, row));
    },
    readRejects: async () => loadStore(path).rejects,
    createForeignTable: { notApplicable: 'Nobody else writes the file.' },
    spawnCrash: (config, program) =>
      spawnCrashProgram(
        { module: new URL('./file-destination.ts', import.meta.url), exportName },
        config,
        program,
      ),
  };
}
