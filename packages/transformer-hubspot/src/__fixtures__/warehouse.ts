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

/** What a load brings: records as objects or as their own text, and keys of records that are gone. */
export interface Load {
  readonly records?: readonly (object | string)[];
  readonly deleted?: readonly (string | readonly string[])[];
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

  static async open(): Promise<Warehouse> {
    const directory = await mkdtemp(join(tmpdir(), 'transformer-hubspot-'));
    const { destination: plugin } = (await import(DESTINATION)) as { destination: DestinationPlugin };
    const config = plugin.configSchema.parse({ path: join(directory, 'data.duckdb'), threads: 1 });
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
    const stream = { source: 'hubspot', stream: name };
    const runId = `load-${(this.#runs += 1)}`;
    const lease = await this.session.acquireLease(stream, runId);
    const deletionBrake = { share: 1, rows: 0 };
    const tables = [TABLES[name]];
    const writer = await this.session.openWriter({
      stream,
      schema: 'HUBSPOT',
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
      deletions: deleted.map((id) => ({ key: typeof id === 'string' ? [id] : [...id], evidence: 'a test' })),
      fetched: records.length,
    });
    await writer.commit([]);
    await writer.close();
    await lease.release();
  }

  /** Runs the transformer and tells what changed by table, without the schema. */
  async transform(config: object = {}): Promise<Readonly<Record<string, TransformedTable>>> {
    const tables = await createTransformer(config).run(this.session, {
      schemas: { hubspot: 'HUBSPOT' },
      capabilities: this.#capabilities,
      runId: `models-${(this.#runs += 1)}`,
      signal: new AbortController().signal,
    });
    return Object.fromEntries(tables.map((table) => [table.table.split('.')[1] ?? '', table]));
  }

  mart(name: string): Promise<readonly QueryRow[]> {
    return this.session.query(`SELECT * FROM HUBSPOT_MARTS.${name} ORDER BY ALL`);
  }

  staging(name: string): Promise<readonly QueryRow[]> {
    return this.session.query(`SELECT * FROM HUBSPOT_STAGING.${name} ORDER BY ALL`);
  }
}

export function createTransformer(config: object = {}): ModelTransformer {
  const created = transformer.create(transformer.configSchema.parse(config));
  if (created.kind !== 'model') throw new Error('This is no model transformer.');
  return created;
}
