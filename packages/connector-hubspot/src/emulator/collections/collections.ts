import type { EmulatorClock } from '@etl/emulator-kit';
import type { Collection } from './collection.js';
import { createCollection } from './collection.js';

/** What an account has beside CRM records. Members are records in HubSpot's own shapes. */
export interface Collections {
  readonly owners: Collection;
  /** Pipelines, in a collection for each object type's name. */
  pipelines(typeName: string): Collection;
}

export function createCollections(clock: EmulatorClock): Collections {
  const pipelines = new Map<string, Collection>();
  return {
    owners: createCollection(clock),
    pipelines: (typeName) => {
      const known = pipelines.get(typeName) ?? createCollection(clock);
      pipelines.set(typeName, known);
      return known;
    },
  };
}
