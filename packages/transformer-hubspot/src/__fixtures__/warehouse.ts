import type { DestinationPlugin, Table } from '@etl/core';
import { ModelWarehouse } from '@etl/testing';
import { transformer } from '../index.js';

type Paths = Readonly<Record<string, readonly string[]>>;

const table = (name: string, keys: Paths): Table => ({
  name,
  primaryKey: Object.keys(keys),
  fields: Object.entries(keys).map(([key, path]) => ({ name: key, path, type: 'string' })),
});
const records = (name: string): Table => table(name, { id: ['id'] });

/** HubSpot's tables, with no column but the key: models read the record itself. */
export const TABLES = {
  contacts: records('contacts'),
  companies: records('companies'),
  deals: records('deals'),
  owners: records('owners'),
  calls: records('calls'),
  meetings: records('meetings'),
  emails: records('emails'),
  communications: records('communications'),
  notes: records('notes'),
  tasks: records('tasks'),
  tickets: records('tickets'),
  pipelines: table('pipelines', { object_type: ['object_type'], id: ['pipeline', 'id'] }),
  pipeline_stages: table('pipeline_stages', {
    object_type: ['object_type'],
    pipeline_id: ['pipeline_id'],
    id: ['stage', 'id'],
  }),
  associations: table('associations', {
    from_object_type: ['from_object_type'],
    from_object_id: ['from_object_id'],
    to_object_type: ['to_object_type'],
    to_object_id: ['to_object_id'],
    association_category: ['association', 'category'],
    association_type_id: ['association', 'typeId'],
  }),
  deals_property_history: table('deals_property_history', {
    record_id: ['record_id'],
    property: ['property'],
    timestamp: ['entry', 'timestamp'],
    ordinal: ['ordinal'],
  }),
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof TABLES;
export type Warehouse = ModelWarehouse<TableName>;

/** Found by name, as the runner finds plugins. */
const DESTINATION = ['@etl/destination', 'duckdb'].join('-');

export async function openWarehouse(): Promise<Warehouse> {
  const { destination } = (await import(DESTINATION)) as { destination: DestinationPlugin };
  return ModelWarehouse.open({ transformer, destination, source: 'hubspot', tables: TABLES });
}
