import type { z } from 'zod';
import type { Batch } from './batch.js';
import type { Checkpoint } from './checkpoint.js';
import type { DestinationDependencies } from './dependencies.js';
import type { Duration } from './instant.js';
import type { CommitReceipt, StreamReceipt } from './receipt.js';
import type { JsonValue, SourceRecord } from './record.js';
import type { StreamState } from './state.js';
import type { FieldType, Table } from './table.js';

/** What a destination package exports under the name `destination`. */
export interface DestinationPlugin<Config = unknown> {
  readonly specificationVersion: 'v1';
  /** Lower-case, as in the package name: `duckdb` for `@etl/destination-duckdb`. */
  readonly name: string;
  readonly configSchema: z.ZodType<Config>;
  create(config: Config, dependencies: DestinationDependencies): Destination;
}

export interface Destination {
  readonly capabilities: DestinationCapabilities;
  /**
   * Opens the destination and brings its system tables up to date.
   *
   * @throws ConfigError when it cannot be opened for a reason the user can mend (wrong path, read-only, locked, not a
   * database, wrong credentials); the message names the place and the remedy.
   */
  connect(signal: AbortSignal): Promise<Session>;
  /**
   * Opens the destination to look at it. Nothing is created or changed, not even a file; a destination that was never
   * written reads as empty.
   *
   * @throws ConfigError as `connect`.
   */
  connectReadOnly(signal: AbortSignal): Promise<ReadOnlySession>;
  /**
   * Types records as a commit would, in a place of its own that is gone afterwards: nothing is stored, and what is stored
   * is not looked at.
   */
  conform?(tables: readonly RecordsToConform[], signal: AbortSignal): Promise<readonly ConformedTable[]>;
}

export interface RecordsToConform {
  readonly table: Table;
  readonly records: readonly SourceRecord[];
}

/** Records as rows. */
export interface ConformedTable {
  readonly table: string;
  /** With the metadata columns, as `query` gives them. */
  readonly rows: readonly QueryRow[];
  /** What could not be stored: the record's text and why. */
  readonly rejects: readonly { readonly reason: string; readonly record: string }[];
}

/** Facts the orchestrator and transformers plan by. */
export interface DestinationCapabilities {
  /** SQL dialect, as transformers know it: `duckdb`, `snowflake`. */
  readonly dialect: string;
  /** Longest identifier in characters. */
  readonly maxIdentifierLength: number;
  /** Records to gather before a commit is worth its cost. */
  readonly preferredCommitRecords: number;
  /** Whether writers of different streams may commit at the same time. If not, the session makes them wait. */
  readonly concurrentCommits: boolean;
  /** The native type of each field type, as the destination's own SQL writes it. */
  readonly columnTypes: Readonly<Record<FieldType, string>>;
  /** The columns that every loaded table has beside its fields, in their order in the table. */
  readonly metadataColumns: readonly MetadataColumn[];
}

/** A column that the destination fills by itself. */
export interface MetadataColumn {
  readonly name: string;
  readonly type: FieldType;
  /** What it holds: a phrase for the generated documentation. */
  readonly description: string;
  /** Only tables with a version have it. */
  readonly onlyWithVersion?: boolean;
}

/** Identity of a stream in the destination: state, leases and receipts are kept under it. */
export interface StreamKey {
  /** The source's name in the configuration. */
  readonly source: string;
  readonly stream: string;
}

/** What can be seen of a destination. Methods may run at the same time. */
export interface ReadOnlySession {
  /** The committed state of a stream; empty when it has never run. */
  readState(stream: StreamKey): Promise<StreamState>;
  /** Reads rows; for status, checks and transformers. Never writes. Values come as text, number, boolean or null. */
  query(sql: string, parameters?: readonly JsonValue[]): Promise<readonly QueryRow[]>;
  /** What was stored by `recordOutcome`, newest first, at most `perStream` of each stream. */
  readOutcomes(perStream: number): Promise<readonly StreamReceipt[]>;
  close(): Promise<void>;
}

/** An open destination. Methods may run at the same time. */
export interface Session extends ReadOnlySession {
  /**
   * Takes the exclusive right to write a stream. A lease whose owner is gone or whose time is over is taken over, and
   * its former owner can no longer commit.
   *
   * @throws LeaseHeldError while a living owner holds it.
   */
  acquireLease(stream: StreamKey, runId: string): Promise<Lease>;
  /**
   * Prepares the stream's tables (creating, widening, adding columns and filling them from stored records) and returns
   * its writer. A stream has as many writers as there are leases for it: that of its runs, and one that an own lease
   * guards (a backfill). They may commit at the same time, and each commit adds to what the others left.
   *
   * @throws FatalError when an existing table is not one this toolkit made, or was changed so that it cannot be kept.
   */
  openWriter(options: WriterOptions): Promise<Writer>;
  /** Appends state changes outside a run: `reset` forgets a stream or one partition so that it is read anew. */
  resetState(stream: StreamKey, partition?: string): Promise<void>;
  /**
   * Runs `work` in one transaction: everything it wrote is committed when it resolves, nothing when it rejects. For
   * transformers, which read what is there and write what follows from it.
   *
   * With a `lease`, the transaction commits only while the lease is still held, like a writer's commit (Invariant 7).
   * Other methods of the session must not be awaited inside `work`: they may have to wait for this transaction.
   *
   * @throws what `work` rejects with; @throws LeaseLostError when another run has taken the lease; nothing was kept.
   */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>, lease?: Lease): Promise<Result>;
  /** Stores how a stream's run ended. */
  recordOutcome(receipt: StreamReceipt): Promise<void>;
}

export type QueryRow = Readonly<Record<string, JsonValue>>;

/** What can be done inside {@link Session.transaction}. Calls follow one another; it is of no use after `work` has ended. */
export interface Transaction {
  /**
   * Runs a statement that defines something: CREATE, ALTER, DROP. All of them come before the first `update`, and
   * are such that they may have happened before: some databases keep definitions although the transaction is undone.
   */
  run(statement: string): Promise<void>;
  /** Runs an INSERT, UPDATE or DELETE and tells how many rows it changed. */
  update(statement: string): Promise<number>;
  /** Reads rows, those the transaction wrote included. Values come as in {@link Session.query}. */
  rows(statement: string, parameters?: readonly JsonValue[]): Promise<readonly QueryRow[]>;
}

export interface Lease {
  readonly stream: StreamKey;
  /** Rises with every acquisition; a commit with an older epoch fails. */
  readonly epoch: number;
  /** Extend at least once per this time, or another run may take over. */
  readonly renewEvery: Duration;
  /** @throws LeaseLostError when another run has taken it. */
  renew(): Promise<void>;
  /** Harmless when already lost. */
  release(): Promise<void>;
}

export interface WriterOptions {
  /** Whose state and receipts the writer keeps. */
  readonly stream: StreamKey;
  readonly schema: string;
  /** Selected tables with selected fields. Batches of other tables must not be staged. */
  readonly tables: readonly Table[];
  /** What the writer's commits are fenced by. It may be for another key than `stream`. */
  readonly lease: Lease;
  readonly runId: string;
  readonly deletionBrake: DeletionBrake;
}

/** Inferred deletions above both limits are held back and reported instead of carried out. */
export interface DeletionBrake {
  /** Share of the live rows, 0 to 1. */
  readonly share: number;
  /** Number of rows that is always allowed. */
  readonly rows: number;
}

/**
 * Writes one stream. `stage` calls follow one another; one `commit` may run while the next batches are staged, and they
 * belong to the next commit.
 */
export interface Writer {
  /** Takes a batch to disk. Nothing is visible in the tables yet. */
  stage(batch: Batch): Promise<void>;
  /** Records and bytes staged and not yet handed to a commit. */
  readonly pending: { readonly records: number; readonly bytes: number };
  /**
   * Makes everything staged before this call visible in one transaction over all tables, together with `checkpoints`,
   * the receipt and the fence, or nothing of it (Invariants 1, 2, 4, 7).
   *
   * @throws UnprovenError when the counts do not balance; @throws LeaseLostError when another run writes this stream.
   */
  commit(checkpoints: readonly Checkpoint[]): Promise<CommitReceipt>;
  /** Removes stage files. Call it once, after the last commit, also after a failure. */
  close(): Promise<void>;
}
