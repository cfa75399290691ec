import type { Batch, Clock, ReadRequest, SourceRecord, Stream, Table } from '@etl/core';
import { splitPage, wrapRecord } from '@etl/core/json';
import type { HubspotApi } from '../api/hubspot-api.js';
import type { ObjectType } from '../objects/object-type.js';
import { pipelinesTable, pipelineStagesTable } from '../tables/pipelines-tables.js';
import { propertiesTable } from '../tables/properties-table.js';
import { readResults } from '../walk/read-results.js';
import { readText } from '../walk/read-text.js';
import { createPartedSnapshot } from './parted-snapshot.js';

/** Properties of each kind of record, one request for each. */
export function createPropertiesStream(api: HubspotApi, clock: Clock, types: readonly ObjectType[]): Stream {
  return createPartedSnapshot({
    name: propertiesTable.name,
    description: 'Properties of all kinds of records, read whole by every run.',
    tables: [propertiesTable],
    partColumn: 'object_type',
    clock,
    parts: types.map((type) => ({
      name: type.table,
      read: async function* (request) {
        const items = await fetchAll(api, request, api.paths.properties(type.path));
        const values = { object_type: type.table };
        yield buildBatch(
          propertiesTable,
          items.map((item) => wrapRecord(values, 'property', item)),
        );
      },
    })),
  });
}

/** Pipelines of the kinds of records that have any, with their stages; one request for each kind. */
export function createPipelinesStream(api: HubspotApi, clock: Clock, types: readonly ObjectType[]): Stream {
  return createPartedSnapshot({
    name: pipelinesTable.name,
    description: 'Pipelines and their stages, read whole by every run.',
    tables: [pipelinesTable, pipelineStagesTable],
    partColumn: 'object_type',
    clock,
    parts: types.map((type) => ({
      name: type.table,
      read: async function* (request) {
        const items = await fetchAll(api, request, api.paths.pipelines(type.path));
        const values = { object_type: type.table };
        yield buildBatch(
          pipelinesTable,
          items.map((item) => wrapRecord(values, 'pipeline', item)),
        );
        yield buildBatch(
          pipelineStagesTable,
          items.flatMap((item) => readStages(type, item)),
        );
      },
    })),
  });
}

function readStages(type: ObjectType, pipeline: SourceRecord): readonly SourceRecord[] {
  const values = { object_type: type.table, pipeline_id: readText(pipeline.text, ['id']) ?? '' };
  const { items = [] } = splitPage(pipeline.text, ['stages']);
  return items.map((stage) => wrapRecord(values, 'stage', stage));
}

async function fetchAll(
  api: HubspotApi,
  request: ReadRequest,
  path: string,
): Promise<readonly SourceRecord[]> {
  const { text } = await api.get(request, path);
  const { items } = readResults(text);
  return items;
}

function buildBatch({ name }: Table, records: readonly SourceRecord[]): Batch {
  return { kind: 'batch', table: name, records, fetched: records.length };
}
