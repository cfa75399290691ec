import type { Stream } from '@etl/core';
import type { ObjectType } from '../objects/object-type.js';
import { associationsTable as table } from '../tables/associations-table.js';
import type { Harvest } from '../walk/harvest.js';
import { createWalk, type Walk } from '../walk/walk.js';
import type { WalkOptions } from '../walk/walk-options.js';
import { isolateFailures } from './isolate-failures.js';
import { readAssociations } from './read-associations.js';

/** As many records as one request for associations takes. */
const RECORDS_AT_A_TIME = 1000;
const LIST_PAGE = 100;

export type AssociationsOptions = Pick<WalkOptions, 'api' | 'clock' | 'start' | 'lookBack' | 'refreshEvery'>;

/** What the associations of one kind of record are read with. */
export interface AssociatedObjects {
  readonly from: ObjectType;
  readonly to: readonly ObjectType[];
}

/**
 * Associations of the chosen pairs. HubSpot does not count an association as a change of either record, so beside those
 * of changed records all are read again at intervals.
 */
export function createAssociationsStream(
  pairs: readonly AssociatedObjects[],
  options: AssociationsOptions,
): Stream {
  const walks = pairs.map((associated) => createPairsWalk(associated, options));
  return {
    name: table.name,
    description: 'Associations between records, of the chosen pairs of kinds.',
    tables: [table],
    plan: (request) => walks.flatMap(({ walk }) => walk.plan(request)),
    read: (request) =>
      isolateFailures(
        request,
        walks.map(({ name, walk }) => ({ name, read: () => walk.read(request) })),
      ),
  };
}

interface NamedWalk {
  readonly name: string;
  readonly walk: Walk;
}

function createPairsWalk({ from, to }: AssociatedObjects, options: AssociationsOptions): NamedWalk {
  const walkOptions = { ...options, type: from, table: table.name, prefix: `${from.table}/` };
  const harvest = buildHarvest({ from, to }, options);
  return { name: from.table, walk: createWalk({ ...walkOptions, harvest }, [table]) };
}

function buildHarvest({ from, to }: AssociatedObjects, { api }: AssociationsOptions): Harvest {
  const nameOf = (other: ObjectType): string => `${from.table}/${other.table}`;
  return {
    list: { type: from.path, properties: ['hs_object_id'], limit: LIST_PAGE },
    searchProperties: [],
    size: RECORDS_AT_A_TIME,
    wants: to.map(({ table: name }) => name),
    sweeps: to.map((other) => ({
      name: nameOf(other),
      table: table.name,
      within: [
        { column: 'from_object_type', equals: from.table },
        { column: 'to_object_type', equals: other.table },
      ],
    })),
    gather: async (context, found) => {
      const ids = found.flatMap((page) => page.ids);
      const read = to.map(async (other) => {
        const batches = await readAssociations(api, context, { from, to: other }, ids);
        return batches.map((batch) => ({ batch, sweep: nameOf(other) }));
      });
      return (await Promise.all(read)).flat();
    },
  };
}
