import type { DestinationPlugin } from '@etl/core';
import { destinationConformance } from '@etl/testing';
import { z } from 'zod';
import { MemoryDuckDb } from '../__fixtures__/memory-duckdb.js';
import { duckDbDialect } from '../dialects/duckdb-dialect.js';
import { METADATA_COLUMN_LIST } from '../metadata-columns.js';
import { openReadOnlySqlSession } from './read-only-session.js';
import { openSqlSession } from './sql-session.js';

const databases = new Map<string, Promise<MemoryDuckDb>>();

/** A database in memory for each name, for as long as the process lives. */
const plugin: DestinationPlugin<{ name: string }> = {
  specificationVersion: 'v1',
  name: 'memory',
  configSchema: z.strictObject({ name: z.string().min(1).describe('Name of the database.') }),
  create: ({ name }, { clock, temporaryDirectory }) => ({
    capabilities: {
      dialect: 'duckdb',
      maxIdentifierLength: 63,
      preferredCommitRecords: 1000,
      concurrentCommits: false,
      columnTypes: duckDbDialect.columnTypes,
      metadataColumns: METADATA_COLUMN_LIST,
    },
    connect: async () =>
      openSqlSession({
        database: await openDatabase(name),
        clock,
        temporaryDirectory,
        maxIdentifierLength: 63,
      }),
    connectReadOnly: async () => openReadOnlySqlSession(await openDatabase(name)),
  }),
};

function openDatabase(name: string): Promise<MemoryDuckDb> {
  const opening = databases.get(name) ?? MemoryDuckDb.open();
  databases.set(name, opening);
  return opening;
}

let configs = 0;

destinationConformance({
  plugin: plugin,
  createConfig: () => ({ name: `database ${(configs += 1)}` }),
  readTable: (session, schema, table) => session.query(`SELECT * FROM "${schema}"."${table}"`),
  readRejects: async (session) => {
    const rows = await session.query('SELECT table_name, reason, record FROM _etl.rejects');
    return rows.map((row) => ({
      table: row.table_name as string,
      reason: row.reason as string,
      text: row.record as string,
    }));
  },
  readEvidence: async (session, table) => {
    const rows = await session.query('SELECT evidence FROM _etl.deletions WHERE table_name = ?', [table]);
    return rows.map(({ evidence }) => evidence as string);
  },
  createForeignTable: (session, schema, table) =>
    session.transaction(async (transaction) => {
      await transaction.run(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
      await transaction.run(`CREATE TABLE "${schema}"."${table}" (x INTEGER)`);
    }),
  spawnCrash: { notApplicable: 'A database in memory ends with its process.' },
});
