import type { DestinationPlugin } from '@etl/core';
import type { DestinationDriver } from '../destination/destination-driver.js';
import { createMemoryDestination } from '../memory-destination/memory-destination.js';
import { readMemoryRejects, readMemoryTable } from '../memory-destination/read-memory-table.js';

/** The honest destination, or a twin of it that `spoil` makes. Checks run one after the other. */
export function memoryDriver(
  spoil: (honest: DestinationPlugin) => DestinationPlugin = (honest) => honest,
): DestinationDriver {
  const memory = createMemoryDestination();
  let locations = 0;
  const location = () => `location-${locations}`;
  return {
    plugin: spoil(memory),
    createConfig: () => {
      locations += 1;
      return { location: location() };
    },
    readTable: async (_session, schema, table) => readMemoryTable(memory, location(), schema, table),
    readRejects: async () => readMemoryRejects(memory, location()),
    createForeignTable: { notApplicable: 'Nobody else can make a table in the memory of this process.' },
    spawnCrash: { notApplicable: 'Nothing outlives the process.' },
  };
}
