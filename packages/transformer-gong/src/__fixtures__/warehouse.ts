import type { DestinationPlugin, Table } from '@etl/core';
import { ModelWarehouse } from '@etl/testing';
import { transformer } from '../index.js';

const text = (name: string, ...path: string[]): Table['fields'][number] => ({ name, path, type: 'string' });

/** Gong's tables, with no column but the key: models read the record itself. */
export const TABLES = {
  calls: { name: 'calls', primaryKey: ['id'], fields: [text('id', 'metaData', 'id')] },
  transcripts: { name: 'transcripts', primaryKey: ['call_id'], fields: [text('call_id', 'callId')] },
  users: { name: 'users', primaryKey: ['id'], fields: [text('id', 'id')] },
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof TABLES;
export type Warehouse = ModelWarehouse<TableName>;

/** Found by name, as the runner finds plugins. */
const DESTINATION = ['@etl/destination', 'duckdb'].join('-');

export async function openWarehouse(config: Readonly<Record<string, unknown>> = {}): Promise<Warehouse> {
  const { destination } = (await import(DESTINATION)) as { destination: DestinationPlugin };
  return ModelWarehouse.open({ transformer, destination, source: 'gong', tables: TABLES, config });
}
