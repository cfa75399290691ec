import type { DestinationDriver, StoredRow } from '../destination/destination-driver.js';
import { createMemoryDestination } from '../memory-destination/memory-destination.js';
import type { MemoryStore } from '../memory-destination/memory-store.js';
import { readMemoryRejects, readMemoryTable } from '../memory-destination/read-memory-table.js';
import { wrapDestination, type Spoiled } from './wrap-destination.js';

/** A defect: methods replaced, or rows that are not what was stored. */
export interface Twin extends Spoiled {
  /** What a reader sees of a table. */
  readonly show?: (rows: readonly StoredRow[]) => readonly StoredRow[];
  /** The schema that tables end up in. */
  readonly schema?: string;
}

/** What a defect may reach into: the store of the check that runs. */
export type MakeTwin = (store: () => MemoryStore) => Twin;

/** The honest destination, or a twin of it. Checks run one after the other. */
export function memoryDriver(makeTwin: MakeTwin = () => ({})): DestinationDriver {
  const memory = createMemoryDestination();
  let locations = 0;
  const location = () => `location-${locations}`;
  const twin = makeTwin(() => memory.store(location()));
  return {
    plugin: wrapDestination(memory, twin),
    createConfig: () => {
      locations += 1;
      return { location: location() };
    },
    readTable: async (_session, schema, table) => {
      const rows = readMemoryTable(memory, location(), twin.schema ?? schema, table);
      return twin.show?.(rows) ?? rows;
    },
    readRejects: async () => readMemoryRejects(memory, location()),
    createForeignTable: { notApplicable: 'Nobody else can make a table in the memory of this process.' },
    spawnCrash: { notApplicable: 'Nothing outlives the process.' },
  };
}
