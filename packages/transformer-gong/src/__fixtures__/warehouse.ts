import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  DestinationCapabilities,
  DestinationPlugin,
  ModelTransformer,
  QueryRow,
  Session,
  Table,
  TransformedTable,
} from '@etl/core';
import { createDestinationDependencies } from '@etl/testing';
import { transformer } from '../index.js';

const text = (name: string, ...path: string[]): Table['fields'][number] => ({ name, path, type: 'string' });

/** Gong's tables, with no column but the key: models read the record itself. */
export const TABLES = {
  calls: { name: 'calls', primaryKey: ['id'], fields: [text('id', 'metaData', 'id')] },
  transcripts: { name: 'transcripts', primaryKey: ['call_id'], fields: [text('call_id', 'callId')] },
  users: { name: 'users', primaryKey: ['id'], fields: [text('id', 'id')] },
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof TABLES;

/** What a load brings: records as objects or as their own text, and keys of records that are gone. */
export interface Load {
  readonly records?: readonly (object | string)[];
  readonly deleted?: readonly string[];
}

/** Found by name, as the runner finds plugins. */
const DESTINATION = ['@etl/destination', 'duckdb'].join('-');

/** A DuckDB file that is loaded as a run would, and the transformer on it. */
export class Warehouse {
  readonly session: Session;
  readonly #capabilities: DestinationCapabilities;
  readonly #directory: string;
  #runs = 0;

  private constructor(session: Session, capabilities: DestinationCapabilities, directory: string) {
    this.session = session;
    this.#capabilities = capabilities;
    this.#directory = directory;
  }

  static async open(options: Readonly<Record<string, unknown>> = {}): Promise<Warehouse> {
    const directory = await mkdtemp(join(tmpdir(), 'transformer-gong-'));
    const { destination: plugin } = (await import(DESTINATION)) as { destination: DestinationPlugin };
    const config = plugin.configSchema.parse({
      path: join(directory, 'data.duckdb'),
      threads: 1,
      ...options,
    });
    const destination = plugin.create(
      config,
      createDestinationDependencies({ temporaryDirectory: directory }),
    );
    const session = await destination.connect(new AbortController().signal);
    return new Warehouse(session, destination.capabilities, directory);
  }

  async close(): Promise<void> {
    await this.session.close();
    await rm(this.#directory, { recursive: true, force: true });
  }

  async load(name: TableName, { records = [], deleted = [] }: Load): Promise<void> {
    const stream = { source: 'gong', stream: name };
    const runId = `load-${(this.#runs += 1)}`;
    const lease = await this.session.acquireLease(stream, runId);
    const deletionBrake = { share: 1, rows: 0 };
    const tables = [TABLES[name]];
    const writer = await this.session.openWriter({
      stream,
      schema: 'GONG',
      tables,
      lease,
      runId,
      deletionBrake,
    });
    await writer.stage({
      kind: 'batch',
      table: name,
      records: records.map((record) => ({
        text: typeof record === 'string' ? record : JSON.stringify(record),
      })),
      deletions: deleted.map((id) => ({ key: [id], evidence: 'a test' })),
      fetched: records.length,
    });
    await writer.commit([]);
    await writer.close();
    await lease.release();
  }

  /** Runs the transformer and tells what changed by table, without the schema. */
  async transform(config: object = {}): Promise<Readonly<Record<string, TransformedTable>>> {
    const tables = await createTransformer(config).run(this.session, {
      schemas: { gong: 'GONG' },
      capabilities: this.#capabilities,
      runId: `models-${(this.#runs += 1)}`,
      signal: new AbortController().signal,
    });
    return Object.fromEntries(tables.map((table) => [table.table.split('.')[1] ?? '', table]));
  }

  mart(name: string): Promise<readonly QueryRow[]> {
    return this.session.query(`SELECT * FROM GONG_MARTS.${name} ORDER BY ALL`);
  }

  staging(name: string): Promise<readonly QueryRow[]> {
    return this.session.query(`SELECT * FROM GONG_STAGING.${name} ORDER BY ALL`);
  }
}

export function createTransformer(config: object = {}): ModelTransformer {
  const created = transformer.create(transformer.configSchema.parse(config));
  if (created.kind !== 'model') throw new Error('This is no model transformer.');
  return created;
}
