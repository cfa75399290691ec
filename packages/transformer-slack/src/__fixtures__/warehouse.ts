import type { DestinationPlugin, Table } from '@etl/core';
import { ModelWarehouse } from '@etl/testing';
import { transformer } from '../index.js';

const table = (name: string, ...keys: readonly string[]): Table => ({
  name,
  primaryKey: keys,
  fields: keys.map((key) => ({ name: key, path: [key], type: 'string' })),
});

/** Slack's tables, with no column but the key: models read the record itself. */
export const TABLES = {
  messages: table('messages', 'channel_id', 'ts'),
  users: table('users', 'id'),
  channels: table('channels', 'id'),
  user_groups: table('user_groups', 'id'),
  channel_members: table('channel_members', 'channel_id', 'user_id'),
  team: table('team', 'id'),
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof TABLES;
export type Warehouse = ModelWarehouse<TableName>;

/** Found by name, as the runner finds plugins. */
const DESTINATION = ['@etl/destination', 'duckdb'].join('-');

export async function openWarehouse(config: Readonly<Record<string, unknown>> = {}): Promise<Warehouse> {
  const { destination } = (await import(DESTINATION)) as { destination: DestinationPlugin };
  return ModelWarehouse.open({ transformer, destination, source: 'slack', tables: TABLES, config });
}
