import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { destinationConformance, spawnCrashProgram } from '@etl/testing';
import { afterAll } from 'vitest';
import { destination } from './destination.js';

const directory = mkdtempSync(join(tmpdir(), 'etl-duckdb-'));

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

destinationConformance({
  plugin: destination,
  createConfig: () => ({ path: join(directory, `${randomUUID()}.duckdb`) }),
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
  spawnCrash: (config, program) =>
    spawnCrashProgram({ module: new URL('./destination.ts', import.meta.url) }, config, program),
});
