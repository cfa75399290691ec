import type { z } from 'zod';
import type { Batch } from './batch.js';
import type { DestinationCapabilities, ReadOnlySession, Session } from './destination.js';
import type { ModelSummary, TransformedTable } from './events.js';
import type { FieldType, Table } from './table.js';

/** What a transformer package exports under the name `transformer`. */
export interface TransformerPlugin<Config = unknown> {
  readonly specificationVersion: 'v1';
  readonly name: string;
  readonly configSchema: z.ZodType<Config>;
  create(config: Config): Transformer;
}

export type Transformer = RecordTransformer | ModelTransformer;

/**
 * Changes batches before anything touches the disk: masking, filtering.
 *
 * Returns a batch with the same `table`, `fetched`, `deletions` and `checkpoints`; each record left out is counted in
 * `filtered`. Where it changes a column that keys of deletions or conditions of sweeps speak of, it changes these alike.
 * Called in order, never twice at the same time for one stream.
 */
export interface RecordTransformer {
  readonly kind: 'record';
  readonly name: string;
  /**
   * Called once before anything is read, with the tables of all sources the transformer works for, whether this run
   * reads them or not.
   *
   * @throws ConfigError when its options do not fit them; none of these sources is read then.
   */
  checkTables?(tables: readonly Table[], extent: TableExtent): void;
  /** @param table with all its fields, whether the destination takes them or not: the records hold them all. */
  transform(batch: Batch, table: Table): Batch | Promise<Batch>;
}

export interface TableExtent {
  /** Whether there is no further table: false when a source is left out of the run or could not list its streams. */
  readonly isComplete: boolean;
}

/** Builds tables from tables inside the destination, after loading. */
export interface ModelTransformer {
  readonly kind: 'model';
  readonly name: string;
  /**
   * The tables it builds, for documentation. Asks nobody.
   *
   * @throws ConfigError when it reads a source that is not configured.
   */
  describe(schemas: SourceSchemas): readonly DescribedTable[];
  /**
   * Builds all its tables, whole or not at all, and tells which changed. Running it again changes nothing. Tables whose
   * inputs are not loaded are left out, and told with the reason.
   *
   * @throws ConfigError when it reads a source that is not configured, or cannot write for this destination; @throws
   * LeaseHeldError while another run builds the same tables.
   */
  run(session: Session, options: ModelRunOptions): Promise<readonly TransformedTable[]>;
  /**
   * A few lines out of its tables that show a person what they are good for; printed after the receipts. `undefined` while
   * there is nothing to show.
   */
  summarise?(session: Pick<ReadOnlySession, 'query'>): Promise<ModelSummary | undefined>;
}

/** Schema of each source's tables by source name: every configured source, also those this run does not read. */
export type SourceSchemas = Readonly<Record<string, string>>;

/** A table as a transformer describes it to people. */
export interface DescribedTable {
  readonly schema: string;
  readonly name: string;
  readonly description: string;
  readonly primaryKey: readonly string[];
  readonly columns: readonly DescribedColumn[];
}

export interface DescribedColumn {
  readonly name: string;
  readonly type: FieldType;
  readonly description: string;
}

export interface ModelRunOptions {
  readonly schemas: SourceSchemas;
  /** Of the destination: transformers write their SQL for its dialect. */
  readonly capabilities: DestinationCapabilities;
  readonly runId: string;
  readonly signal: AbortSignal;
}
