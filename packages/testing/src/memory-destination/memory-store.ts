import type { CompleteCheckpoint, Instant, StreamKey, StreamReceipt, StreamState, Table } from '@etl/core';
import type { ExactObject } from '../json/exact-json.js';

/** A stored record. Never changed in place: a commit replaces it. */
export interface StoredRecord {
  readonly key: readonly string[];
  readonly text: string;
  readonly value: ExactObject;
  readonly hash: string;
  /** Of the record, or of its deletion where that came later. */
  readonly version: string | undefined;
  readonly runId: string;
  readonly commit: number;
  readonly syncedAt: Instant;
  readonly deletedAt: Instant | undefined;
  readonly evidence: string | undefined;
}

/** The rows of one table by the JSON text of their key. */
export interface StoredTable {
  readonly table: Table;
  readonly rows: ReadonlyMap<string, StoredRecord>;
}

export interface RejectedRecord {
  readonly table: string;
  readonly reason: string;
  readonly text: string;
}

export interface LeaseEntry {
  readonly epoch: number;
  readonly runId: string | undefined;
  readonly expiresAt: Instant;
}

/** Keys that each running sweep has seen, by {@link sweepName}. */
export type SweepKeys = ReadonlyMap<string, ReadonlySet<string>>;

/** What outlives a session. */
export class MemoryStore {
  commits = 0;
  readonly tables = new Map<string, StoredTable>();
  readonly states = new Map<string, StreamState>();
  readonly leases = new Map<string, LeaseEntry>();
  readonly rejects: RejectedRecord[] = [];
  readonly outcomes: StreamReceipt[] = [];
  sweeps: SweepKeys = new Map();
}

export function streamName(stream: StreamKey): string {
  return JSON.stringify([stream.source, stream.stream]);
}

export function tableName(schema: string, table: string): string {
  return JSON.stringify([schema, table]);
}

export function sweepName(
  stream: StreamKey,
  { sweep, table }: Pick<CompleteCheckpoint, 'sweep' | 'table'>,
): string {
  return JSON.stringify([stream.source, stream.stream, table, sweep]);
}
