import { tmpdir } from 'node:os';
import { Redactor, type Session, type Table } from '@etl/core';
import { systemDependencies } from '@etl/connector-kit';
import { destination } from '@etl/destination-duckdb';
import { transformer } from '@etl/transformer-gong';

const SCHEMA = 'GONG';
const RECORDS_PER_BATCH = 20;

/** Gong's tables with nothing but their keys: models read the record itself. */
const TABLES = {
  calls: keyed('calls', 'id', 'metaData', 'id'),
  transcripts: keyed('transcripts', 'call_id', 'callId'),
};

/** A DuckDB file that is loaded and transformed as a run does. */
export class Warehouse {
  readonly #session: Session;
  readonly #capabilities;

  private constructor(session: Session, capabilities: ReturnType<typeof destination.create>['capabilities']) {
    this.#session = session;
    this.#capabilities = capabilities;
  }

  static async open(path: string): Promise<Warehouse> {
    const { clock, logger } = systemDependencies();
    const opened = destination.create(destination.configSchema.parse({ path }), {
      clock,
      logger,
      redactor: new Redactor(),
      baseDirectory: process.cwd(),
      temporaryDirectory: tmpdir(),
    });
    return new Warehouse(await opened.connect(new AbortController().signal), opened.capabilities);
  }

  async load(name: keyof typeof TABLES, count: number, build: (number: number) => string): Promise<void> {
    const stream = { source: 'gong', stream: name };
    const lease = await this.#session.acquireLease(stream, 'bench');
    const writer = await this.#session.openWriter({
      stream,
      schema: SCHEMA,
      tables: [TABLES[name]],
      lease,
      runId: 'bench',
      deletionBrake: { share: 1, rows: 0 },
    });
    for (let from = 0; from < count; from += RECORDS_PER_BATCH) {
      const length = Math.min(RECORDS_PER_BATCH, count - from);
      const records = Array.from({ length }, (_, index) => ({ text: build(from + index) }));
      await writer.stage({ kind: 'batch', table: name, records, fetched: length });
    }
    await writer.commit([]);
    await writer.close();
    await lease.release();
  }

  /** Builds what has changed of the call marts and the staging models. */
  async transform(): Promise<void> {
    const created = transformer.create(transformer.configSchema.parse({}));
    if (created.kind !== 'model') throw new TypeError('The transformer builds no models.');
    await created.run(this.#session, {
      schemas: { gong: SCHEMA },
      capabilities: this.#capabilities,
      runId: 'bench',
      signal: new AbortController().signal,
    });
  }

  close(): Promise<void> {
    return this.#session.close();
  }
}

function keyed(name: string, column: string, ...path: string[]): Table {
  return { name, primaryKey: [column], fields: [{ name: column, path, type: 'string' }] };
}
