import type { CallContext } from '@etl/connector-kit';
import type { Batch, SourceRecord, Stream } from '@etl/core';
import { readPath, splitPage, wrapRecord } from '@etl/core/json';
import type { HubspotApi } from '../api/hubspot-api.js';
import type { ObjectType } from '../objects/object-type.js';
import { buildHistoryTable } from '../tables/history-table.js';
import { readByIds } from '../walk/batch-read.js';
import type { FoundRecords } from '../walk/found-records.js';
import type { Harvest } from '../walk/harvest.js';
import { readId } from '../walk/record-id.js';
import { createWalk } from '../walk/walk.js';
import type { WalkOptions } from '../walk/walk-options.js';

/** Pages are shorter when history is asked for. */
const PAGE = 50;

export type HistoryOptions = Pick<WalkOptions, 'api' | 'clock' | 'start' | 'lookBack' | 'refreshEvery'>;

/**
 * Every value that chosen properties had. HubSpot tells only the latest values of a property; those that fell out of its
 * memory stay in the table.
 */
export function createHistoryStream(
  type: ObjectType,
  properties: readonly string[],
  options: HistoryOptions,
): Stream {
  const table = buildHistoryTable(type);
  const harvest = buildHarvest(options.api, type, [...new Set(properties)].sort(), table.name);
  const walk = createWalk({ ...options, type, harvest, table: table.name, prefix: '' }, [table]);
  return {
    name: table.name,
    description: `Earlier values of ${properties.join(', ')}.`,
    tables: [table],
    plan: (request) => walk.plan(request),
    read: (request) => walk.read(request),
  };
}

function buildHarvest(api: HubspotApi, type: ObjectType, history: readonly string[], table: string): Harvest {
  const options = { type: type.path, properties: ['hs_object_id'], history };
  const complete = async (context: CallContext, found: FoundRecords): Promise<readonly SourceRecord[]> =>
    found.isComplete ? found.records : readByIds(api, context, options, found.ids);
  return {
    list: { ...options, limit: PAGE },
    searchProperties: [],
    size: PAGE,
    wants: history,
    sweeps: [],
    gather: async (context, found) => {
      const read = found.map(async (page) => buildBatch(table, history, await complete(context, page)));
      return (await Promise.all(read)).map((batch) => ({ batch }));
    },
  };
}

function buildBatch(table: string, properties: readonly string[], found: readonly SourceRecord[]): Batch {
  const records = found.flatMap((record) => properties.flatMap((name) => readEntries(record, name)));
  return { kind: 'batch', table, records, fetched: records.length };
}

/** The values of one property, the oldest first; HubSpot tells the newest first. */
function readEntries(record: SourceRecord, property: string): readonly SourceRecord[] {
  const { items = [] } = splitPage(record.text, ['propertiesWithHistory', property]);
  const recordId = readId(record);
  const seen = new Map<string, number>();
  return items.toReversed().map((entry) => {
    const timestamp = readPath(entry.text, ['timestamp']) ?? '';
    const ordinal = seen.get(timestamp) ?? 0;
    seen.set(timestamp, ordinal + 1);
    return wrapRecord({ record_id: recordId, property, ordinal: String(ordinal) }, 'entry', entry);
  });
}
