import {
  FatalError,
  type Batch,
  type Checkpoint,
  type Clock,
  type CommitReceipt,
  type CompleteCheckpoint,
  type TableReceipt,
  type Writer,
  type WriterOptions,
} from '@etl/core';
import type { SqlConnection, SqlDatabase, TransactionOutlook } from '../connection.js';
import { raiseFence } from './lease-table.js';
import type { LoadedTable } from './loaded-table.js';
import { mergeTable, type CommitIdentity } from './merge-table.js';
import { appendCheckpoints } from './state-store.js';
import { nextCommit, storeReceipts } from './store-receipt.js';
import { TableStage } from './table-stage.js';

type Taken = Awaited<ReturnType<TableStage['take']>>;

export interface SqlWriterOptions {
  readonly database: SqlDatabase;
  readonly clock: Clock;
  readonly temporaryDirectory: string;
  readonly writer: WriterOptions;
  readonly tables: readonly LoadedTable[];
}

/** Stages batches in files and merges them, a commit a transaction over all tables of the stream. */
export class SqlWriter implements Writer {
  readonly #options: SqlWriterOptions;
  readonly #stages: ReadonlyMap<string, TableStage>;
  #hasFailed = false;

  constructor(options: SqlWriterOptions) {
    this.#options = options;
    const { tables, temporaryDirectory } = options;
    this.#stages = new Map(
      tables.map(({ table }) => [table.name, new TableStage(table, temporaryDirectory)]),
    );
  }

  get pending(): { readonly records: number; readonly bytes: number } {
    const all = [...this.#stages.values()].map((stage) => stage.pending);
    return {
      records: all.reduce((sum, { records }) => sum + records, 0),
      bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  }

  async stage(batch: Batch): Promise<void> {
    const stage = this.#stages.get(batch.table);
    if (stage === undefined) {
      throw new FatalError({ code: 'unknown_table', message: `The writer has no table "${batch.table}".` });
    }
    await stage.add(batch);
  }

  async commit(checkpoints: readonly Checkpoint[]): Promise<CommitReceipt> {
    this.#requireUnbroken();
    const taking = [...this.#stages.values()].map((stage) => stage.take());
    const staged = await Promise.all(taking);
    try {
      // Invariants 1 and 2: rows of all tables, state, receipt and fence in one transaction.
      return await this.#options.database.transaction(
        (connection) => this.#merge(connection, staged, checkpoints),
        this.#foresee(staged),
      );
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    } finally {
      await Promise.all(staged.map((stage) => stage.remove()));
    }
  }

  #foresee(staged: readonly Taken[]): TransactionOutlook {
    return {
      recordBytes: Math.max(0, ...staged.map(recordBytesOf)),
      columns: Math.max(0, ...staged.map(({ table }) => table.fields.length)),
      hasLongRecords: staged.some(({ files }) => (files?.texts.longLines.length ?? 0) > 0),
    };
  }

  /** A later checkpoint would cover what the failed commit lost. */
  #requireUnbroken(): void {
    if (!this.#hasFailed) return;
    throw new FatalError({
      code: 'writer_failed',
      message: 'An earlier commit of this writer failed; it commits nothing more.',
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#stages.values()].map((stage) => stage.remove()));
  }

  async #merge(
    connection: SqlConnection,
    staged: readonly Taken[],
    checkpoints: readonly Checkpoint[],
  ): Promise<CommitReceipt> {
    const { database, clock, writer } = this.#options;
    const { dialect } = database;
    const identity = {
      ...writer.stream,
      runId: writer.runId,
      commit: await nextCommit(connection),
      at: clock.now(),
    };
    const tables: TableReceipt[] = [];
    for (const stage of staged) tables.push(await this.#mergeTable(connection, stage, checkpoints, identity));
    const bytes = staged.map(({ files }) =>
      files === undefined ? 0 : files.entries.bytes + files.texts.bytes,
    );
    await storeReceipts(connection, dialect, { identity, schema: writer.schema, tables, bytes });
    await appendCheckpoints(connection, dialect, checkpoints, identity);
    await raiseFence(connection, writer.lease);
    const total = bytes.reduce((sum, size) => sum + size, 0);
    return { commit: identity.commit, committedAt: identity.at, tables, bytes: total };
  }

  #mergeTable(
    connection: SqlConnection,
    staged: Taken,
    checkpoints: readonly Checkpoint[],
    identity: CommitIdentity,
  ): Promise<TableReceipt> {
    const { tables, writer } = this.#options;
    const loaded = tables.find(({ table }) => table === staged.table);
    if (loaded === undefined) throw new Error(`No table was prepared for ${staged.table.name}.`);
    const completions = checkpoints
      .filter((checkpoint): checkpoint is CompleteCheckpoint => checkpoint.kind === 'complete')
      .filter((checkpoint) => checkpoint.table === staged.table.name)
      .map((checkpoint) => ({ checkpoint, brake: writer.deletionBrake }));
    return mergeTable({ connection, loaded, staged, completions, identity });
  }
}

function recordBytesOf({ files }: Taken): number {
  return files === undefined ? 0 : files.texts.bytes / Math.max(1, files.entries.lines);
}
