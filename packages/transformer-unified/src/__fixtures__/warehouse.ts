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
import { publish, runModels, selectFields, type Model } from '@etl/sql/models';
import { createDestinationDependencies } from '@etl/testing';
import { canonicalModels, type CanonicalModel } from '@etl/unified-model';
import { transformer } from '../index.js';

/** Rows of canonical models by the model's name; what is not said is NULL. */
export type Load = Readonly<Record<string, readonly CanonicalRow[]>>;
export type CanonicalRow = Readonly<Record<string, unknown>>;

/** Keys of rows that are gone, by the model's name. */
export type Gone = Readonly<Record<string, readonly string[]>>;

/** Found by name, as the runner finds plugins. */
const DESTINATION = ['@etl/destination', 'duckdb'].join('-');

const keyOf = (model: CanonicalModel): string => model.primaryKey[0] ?? '';

/** Canonical rows as a source holds them. */
const ROWS: Table = {
  name: 'rows',
  primaryKey: ['model', 'id'],
  fields: ['model', 'id'].map((name) => ({ name, path: [name], type: 'string' })),
};

/** A DuckDB file with sources that publish what they are told, and the transformer on it. */
export class Warehouse {
  readonly session: Session;
  readonly #capabilities: DestinationCapabilities;
  readonly #directory: string;
  readonly #sources = new Set<string>();
  #runs = 0;

  private constructor(session: Session, capabilities: DestinationCapabilities, directory: string) {
    this.session = session;
    this.#capabilities = capabilities;
    this.#directory = directory;
  }

  static async open(): Promise<Warehouse> {
    const directory = await mkdtemp(join(tmpdir(), 'transformer-unified-'));
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

  /** Publishes rows of a source, and takes others away. */
  async publish(source: string, load: Load, gone: Gone = {}): Promise<void> {
    this.#sources.add(source);
    await this.#load(source, load, gone);
    await runModels(this.session, {
      owner: { source, stream: `transformer-${source}` },
      source,
      models: canonicalModels.map((model) => publication(source, model)),
      options: this.#options(),
    });
  }

  /** Runs the transformer and tells what changed by table, without the schema. */
  async transform(config: object = {}): Promise<Readonly<Record<string, TransformedTable>>> {
    const tables = await createTransformer(config).run(this.session, this.#options());
    return Object.fromEntries(tables.map((table) => [table.table.split('.')[1] ?? '', table]));
  }

  /** Rows of a unified table. */
  read(name: string, schema = 'UNIFIED'): Promise<readonly QueryRow[]> {
    return this.session.query(`SELECT * FROM ${schema}.${name} ORDER BY ALL`);
  }

  /** One table holds the rows of all models: a load is one commit. */
  async #load(source: string, load: Load, gone: Gone): Promise<void> {
    const stream = { source, stream: ROWS.name };
    const runId = `load-${(this.#runs += 1)}`;
    const lease = await this.session.acquireLease(stream, runId);
    const writer = await this.session.openWriter({
      stream,
      schema: source.toUpperCase(),
      tables: [ROWS],
      lease,
      runId,
      deletionBrake: { share: 1, rows: 0 },
    });
    const records = canonicalModels.flatMap((model) =>
      (load[model.name] ?? []).map((row) => ({ model: model.name, id: row[keyOf(model)], row })),
    );
    await writer.stage({
      kind: 'batch',
      table: ROWS.name,
      records: records.map((record) => ({ text: JSON.stringify(record) })),
      deletions: Object.entries(gone).flatMap(([model, ids]) =>
        ids.map((id) => ({ key: [model, id], evidence: 'a test' })),
      ),
      fetched: records.length,
    });
    await writer.commit([]);
    await writer.close();
    await lease.release();
  }

  #options() {
    return {
      schemas: Object.fromEntries([...this.#sources].map((source) => [source, source.toUpperCase()])),
      capabilities: this.#capabilities,
      runId: `models-${(this.#runs += 1)}`,
      signal: new AbortController().signal,
    };
  }
}

/** A source that holds canonical rows as records, and publishes them as they are. */
function publication(source: string, canonical: CanonicalModel): Model {
  const schema = source.toUpperCase();
  const key = keyOf(canonical);
  const places = { source, raw: schema, marts: schema, staging: `${schema}_STAGING` };
  const others = canonical.columns.filter(({ name }) => name !== key && name !== 'source');
  return publish(places, {
    canonical,
    unit: [key],
    inputs: {
      records: {
        schema,
        name: ROWS.name,
        kind: 'loaded',
        unit: (row) => [`CASE WHEN ${row('model')} = '${canonical.name}' THEN ${row('id')} END`],
      },
    },
    from: ({ dialect, rows }) => {
      const fields = others.map(({ name, type }) => ({ name, type, path: ['row', name] }));
      return `(${selectFields({ dialect, from: `(SELECT * FROM ${rows('records')} AS l WHERE "${key}" IS NOT NULL) AS r`, keep: [key], json: 'record', fields })}) AS r`;
    },
    values: Object.fromEntries([key, ...others.map(({ name }) => name)].map((name) => [name, `r."${name}"`])),
  });
}

/** A cell that holds text, or nothing. */
export function textOf(cell: QueryRow[string] | undefined): string {
  return typeof cell === 'string' ? cell : '';
}

export function createTransformer(config: object = {}): ModelTransformer {
  const created = transformer.create(transformer.configSchema.parse(config));
  if (created.kind !== 'model') throw new Error('This is no model transformer.');
  return created;
}
