import type { CallContext } from '@etl/connector-kit';
import type { Batch, Deletion, Instant, SourceRecord, Stream } from '@etl/core';
import type { HubspotApi } from '../api/hubspot-api.js';
import { buildObjectTable } from '../tables/object-table.js';
import type { PropertyDefinition } from '../tables/property-definition.js';
import type { ObjectType } from '../objects/object-type.js';
import { readByIds } from '../walk/batch-read.js';
import type { FoundRecords } from '../walk/found-records.js';
import type { Harvest, Harvested } from '../walk/harvest.js';
import { readText } from '../walk/read-text.js';
import { readId } from '../walk/record-id.js';
import { createWalk } from '../walk/walk.js';
import type { WalkOptions } from '../walk/walk-options.js';

const PAGE = 100;
const MERGED = 'hs_merged_object_ids';
const ALWAYS = ['hs_object_id', MERGED];

export type ObjectStreamOptions = Pick<
  WalkOptions,
  'api' | 'clock' | 'start' | 'lookBack' | 'refreshEvery' | 'archivedEvery'
>;

/** The records of one kind with all properties the account has for it. */
export function createObjectStream(
  type: ObjectType,
  definitions: readonly PropertyDefinition[],
  options: ObjectStreamOptions,
): Stream {
  const table = buildObjectTable(type, definitions);
  const properties = [
    ...new Set([...definitions.map(({ name }) => name), type.modifiedProperty, ...ALWAYS]),
  ].sort();
  const harvest = buildHarvest(options.api, type, properties, options.start);
  const walk = createWalk({ ...options, type, harvest, table: table.name, prefix: '' }, [table]);
  return {
    name: type.table,
    description: `Records of ${type.label}, their changes, and which of them are gone.`,
    tables: [table],
    plan: (request) => walk.plan(request),
    read: (request) => walk.read(request),
  };
}

function buildHarvest(
  api: HubspotApi,
  type: ObjectType,
  properties: readonly string[],
  start: Instant,
): Harvest {
  const isWanted = (record: SourceRecord): boolean => readModified(record, type) >= start;
  return {
    list: { type: type.path, properties, limit: PAGE },
    searchProperties: properties,
    size: PAGE,
    sweeps: [{ name: type.table, table: type.table, within: [] }],
    wants: properties,
    gather: async (context, found) => {
      const harvested: Harvested[] = [];
      for (const page of found) {
        const records = await complete(api, context, { type: type.path, properties }, page);
        harvested.push({ batch: buildBatch(type.table, records, isWanted), sweep: type.table });
      }
      return harvested;
    },
  };
}

/** Records that came without their properties are asked for by id: whole, in one piece. */
async function complete(
  api: HubspotApi,
  context: CallContext,
  options: { readonly type: string; readonly properties: readonly string[] },
  { ids, records, isComplete }: FoundRecords,
): Promise<readonly SourceRecord[]> {
  return isComplete ? records : readByIds(api, context, options, ids);
}

function buildBatch(
  table: string,
  found: readonly SourceRecord[],
  isWanted: (record: SourceRecord) => boolean,
): Batch {
  const records = found.filter(isWanted);
  const unwanted = found.length - records.length;
  return {
    kind: 'batch',
    table,
    records,
    deletions: records.flatMap(readMerged),
    fetched: found.length,
    ...(unwanted === 0 ? {} : { filtered: { before_start_date: unwanted } }),
  };
}

/** A record that was merged into another is in no list any more; the other one names it. */
function readMerged(record: SourceRecord): readonly Deletion[] {
  if (!record.text.includes(`"${MERGED}":"`)) return [];
  const merged = readText(record.text, ['properties', MERGED]) ?? '';
  const winner = readId(record);
  return merged
    .split(';')
    .filter((id) => id !== '' && id !== winner)
    .map((id) => ({ key: [id], evidence: `Merged into ${winner}, as that record says.` }));
}

/** What has no time of change is never too old. */
function readModified({ text }: SourceRecord, { modifiedProperty }: ObjectType): Instant {
  const modified = Date.parse(readText(text, ['properties', modifiedProperty]) ?? '');
  return Number.isNaN(modified) ? Infinity : modified;
}
