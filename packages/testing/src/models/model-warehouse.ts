import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  DescribedTable,
  DestinationCapabilities,
  DestinationPlugin,
  ModelTransformer,
  QueryRow,
  Session,
  Table,
  TransformedTable,
  TransformerPlugin,
} from '@etl/core';
import { createDestinationDependencies } from '../tools/destination-dependencies.js';
import { createCountingSession, type CountedUpdate } from './counting-session.js';

/** What a load brings: records as objects or as their own text, and keys of records that are gone. */
export interface ModelLoad {
  readonly records?: readonly (object | string)[];
  readonly deleted?: readonly (string | readonly string[])[];
}

export interface ModelWarehouseOptions<Name extends string> {
  readonly transformer: TransformerPlugin;
  /** A destination on a file, whose option `path` says where. */
  readonly destination: DestinationPlugin;
  /** Name of the source; its tables are in the schema of that name in upper case. */
  readonly source: string;
  /** Tables with as few columns as the models can do with. */
  readonly tables: Readonly<Record<Name, Table>>;
  /** More options of the destination. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Tables that changed in a run, by name without the schema. */
export type TransformedTables = Readonly<Record<string, TransformedTable>>;

/** A database file that is loaded as a run would, and a model transformer on it. */
export class ModelWarehouse<Name extends string> {
  readonly session: Session;
  /** Statements of the last run of the transformer that wrote rows, with their number. */
  updates: readonly CountedUpdate[] = [];
  readonly #options: ModelWarehouseOptions<Name>;
  readonly #capabilities: DestinationCapabilities;
  readonly #directory: string;
  #runs = 0;

  private constructor(
    options: ModelWarehouseOptions<Name>,
    session: Session,
    capabilities: DestinationCapabilities,
    directory: string,
  ) {
    this.#options = options;
    this.session = session;
    this.#capabilities = capabilities;
    this.#directory = directory;
  }

  static async open<Name extends string>(
    options: ModelWarehouseOptions<Name>,
  ): Promise<ModelWarehouse<Name>> {
    const directory = await mkdtemp(join(tmpdir(), `transformer-${options.source}-`));
    const { destination: plugin } = options;
    const config = { path: join(directory, 'data.duckdb'), threads: 1, ...options.config };
    const destination = plugin.create(
      plugin.configSchema.parse(config),
      createDestinationDependencies({ temporaryDirectory: directory }),
    );
    const session = await destination.connect(new AbortController().signal);
    return new ModelWarehouse(options, session, destination.capabilities, directory);
  }

  async close(): Promise<void> {
    await this.session.close();
    await rm(this.#directory, { recursive: true, force: true });
  }

  /** Loads a table in one commit. */
  async load(name: Name, { records = [], deleted = [] }: ModelLoad): Promise<void> {
    const { source, tables } = this.#options;
    const stream = { source, stream: name };
    const runId = `load-${(this.#runs += 1)}`;
    const lease = await this.session.acquireLease(stream, runId);
    const writer = await this.session.openWriter({
      stream,
      schema: source.toUpperCase(),
      tables: [tables[name]],
      lease,
      runId,
      deletionBrake: { share: 1, rows: 0 },
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

  /** The transformer with these options. */
  create(config: object = {}): ModelTransformer {
    const { transformer } = this.#options;
    return createModelTransformer(transformer, config);
  }

  /** Runs the transformer and tells what changed. */
  async transform(config: object = {}): Promise<TransformedTables> {
    const { session, updates } = createCountingSession(this.session);
    this.updates = updates;
    const tables = await this.create(config).run(session, {
      schemas: this.schemas,
      capabilities: this.#capabilities,
      runId: `models-${(this.#runs += 1)}`,
      signal: new AbortController().signal,
    });
    return Object.fromEntries(tables.map((table) => [table.table.split('.')[1] ?? '', table]));
  }

  get schemas(): Readonly<Record<string, string>> {
    return { [this.#options.source]: this.#options.source.toUpperCase() };
  }

  /** Every table of the transformer. */
  describe(config: object = {}): readonly DescribedTable[] {
    return this.create(config).describe(this.schemas);
  }

  mart(name: string): Promise<readonly QueryRow[]> {
    return this.rows({ schema: `${this.#options.source.toUpperCase()}_MARTS`, name });
  }

  staging(name: string): Promise<readonly QueryRow[]> {
    return this.rows({ schema: `${this.#options.source.toUpperCase()}_STAGING`, name });
  }

  rows({ schema, name }: Pick<DescribedTable, 'schema' | 'name'>): Promise<readonly QueryRow[]> {
    return this.session.query(`SELECT * FROM ${schema}.${name} ORDER BY ALL`);
  }
}

/** A plugin's model transformer with options as in YAML. */
export function createModelTransformer(plugin: TransformerPlugin, config: object = {}): ModelTransformer {
  const created = plugin.create(plugin.configSchema.parse(config));
  if (created.kind !== 'model') throw new Error(`${plugin.name} is no model transformer.`);
  return created;
}
