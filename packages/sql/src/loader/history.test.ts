import { tmpdir } from 'node:os';
import type { Batch, Session, Table } from '@etl/core';
import { createManualClock, TEST_START } from '@etl/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemoryDuckDb } from '../__fixtures__/memory-duckdb.js';
import { openSqlSession } from './sql-session.js';

const DEALS: Table = {
  name: 'deals',
  fields: ['id', 'stage'].map((name) => ({ name, path: [name], type: 'string' })),
  primaryKey: ['id'],
};
const VERSIONED: Table = {
  ...DEALS,
  fields: [...DEALS.fields, { name: 'revision', path: ['revision'], type: 'integer' }],
  version: 'revision',
};

/** One thing a source tells. */
interface Told {
  readonly id: string;
  readonly deletes: boolean;
  readonly revision: number | undefined;
  readonly stage: string;
  /** Whether a commit follows. */
  readonly commits: boolean;
}

const told = fc.record({
  id: fc.constantFrom('a', 'b', 'c\t"'),
  deletes: fc.boolean(),
  revision: fc.option(fc.integer({ min: -2, max: 3 }), { nil: undefined }),
  stage: fc.constantFrom('open', 'won'),
  commits: fc.boolean(),
});

interface Row {
  readonly stage: string;
  readonly revision: number;
  readonly live: boolean;
}

/** The row after one more thing was told of it. */
function tell(row: Row | undefined, event: Told, hasVersion: boolean): Row | undefined {
  const { deletes, stage, revision } = event;
  const version = hasVersion ? (revision ?? -Infinity) : 0;
  const isOlder = row !== undefined && version < row.revision;
  if (!deletes) return isOlder ? row : { stage, revision: version, live: true };
  if (row === undefined || (isOlder && revision !== undefined)) return row;
  return { ...row, revision: Math.max(row.revision, version), live: false };
}

/** What must be live at the end, worked out one thing after the other. */
function liveAfter(history: readonly Told[], hasVersion: boolean): string[] {
  const rows = new Map<string, Row>();
  for (const event of history) {
    const row = tell(rows.get(event.id), event, hasVersion);
    if (row !== undefined) rows.set(event.id, row);
  }
  return [...rows].flatMap(([id, { stage, live }]) => (live ? [`${id}=${stage}`] : [])).sort();
}

function batchOf(table: Table, { id, deletes, stage, revision }: Told): Batch {
  const version = revision === undefined ? {} : { version: String(revision) };
  return {
    kind: 'batch',
    table: table.name,
    records: deletes ? [] : [{ text: JSON.stringify({ id, stage, revision }) }],
    deletions: deletes
      ? [{ key: [id], evidence: 'told', ...(table.version === undefined ? {} : version) }]
      : [],
    fetched: deletes ? 0 : 1,
  };
}

let streams = 0;

async function loadAll(session: Session, table: Table, history: readonly Told[]): Promise<string[]> {
  const stream = { source: 'vendor', stream: `deals ${(streams += 1)}` };
  const schema = `raw_${streams}`;
  const lease = await session.acquireLease(stream, 'run');
  const writer = await session.openWriter({
    stream,
    schema,
    tables: [table],
    lease,
    runId: 'run',
    deletionBrake: { share: 1, rows: 0 },
  });
  for (const event of history) {
    await writer.stage(batchOf(table, event));
    if (event.commits) await writer.commit([]);
  }
  await writer.commit([]);
  await writer.close();
  const rows = await session.query(`SELECT id, stage FROM ${schema}.deals WHERE _etl_deleted_at IS NULL`);
  return rows.map(({ id, stage }) => `${id as string}=${stage as string}`).sort();
}

for (const [name, table] of [
  ['without versions', DEALS],
  ['with versions', VERSIONED],
] as const) {
  test(`any history ${name}, cut anywhere into commits, ends as if told one by one`, async () => {
    const session = await openSqlSession({
      database: await MemoryDuckDb.open(),
      clock: createManualClock(TEST_START),
      temporaryDirectory: tmpdir(),
      maxIdentifierLength: 63,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 1, maxLength: 10 }), async (history) => {
        expect(await loadAll(session, table, history)).toEqual(
          liveAfter(history, table.version !== undefined),
        );
      }),
      { numRuns: 40 },
    );
  }, 120_000);
}
