import type { z } from 'zod';
import type { Batch } from './batch.js';
import type { Session } from './destination.js';
import type { TransformedTable } from './events.js';
import type { Table } from './table.js';

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
 * `filtered`. Called in order, never twice at the same time for one stream.
 */
export interface RecordTransformer {
  readonly kind: 'record';
  readonly name: string;
  transform(batch: Batch, table: Table): Batch | Promise<Batch>;
}

/** Builds tables from tables inside the destination, after loading. */
export interface ModelTransformer {
  readonly kind: 'model';
  readonly name: string;
  /** Builds all its tables, whole or not at all, and tells which changed. Running it again changes nothing. */
  run(session: Session, options: ModelRunOptions): Promise<readonly TransformedTable[]>;
}

export interface ModelRunOptions {
  /** Schema of each source's tables by source name. */
  readonly schemas: Readonly<Record<string, string>>;
  readonly runId: string;
  readonly signal: AbortSignal;
}
