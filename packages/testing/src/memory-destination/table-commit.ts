import type {
  Batch,
  CompleteCheckpoint,
  Deletion,
  Instant,
  StreamKey,
  SweepCondition,
  Table,
  TableReceipt,
} from '@etl/core';
import { readExactPath, scalarText } from '../json/exact-json.js';
import { compareVersions } from './compare-versions.js';
import { identifyRecord, type IdentifiedRecord } from './identify-record.js';
import type { RejectedRecord, StoredRecord, StoredTable } from './memory-store.js';
import { emptyTally, requireBalance } from './tally.js';

/** What stays the same for every row of a commit. */
export interface CommitContext {
  readonly stream: StreamKey;
  readonly runId: string;
  readonly commit: number;
  readonly at: Instant;
  readonly deletionBrake: { readonly share: number; readonly rows: number };
}

interface KeyedEvents {
  readonly records: (IdentifiedRecord & { readonly text: string; readonly seq: number })[];
  readonly deletions: (Deletion & { readonly seq: number })[];
}

/** One table's part of a transaction. It works on a copy; nothing is visible until the caller publishes `rows`. */
export class TableCommit {
  readonly rows: Map<string, StoredRecord>;
  readonly rejects: RejectedRecord[] = [];
  readonly #table: Table;
  readonly #context: CommitContext;
  readonly #tally = emptyTally();
  readonly #events = new Map<string, KeyedEvents>();
  #seq = 0;

  constructor(stored: StoredTable, context: CommitContext) {
    this.rows = new Map(stored.rows);
    this.#table = stored.table;
    this.#context = context;
  }

  /** Sorts a batch's records and deletions by key; returns the keys seen. */
  gather(batch: Batch): string[] {
    this.#tally.fetched += batch.fetched;
    for (const count of Object.values(batch.filtered ?? {})) this.#tally.filtered += count;
    const seen = batch.records.flatMap(({ text }) => this.#gatherRecord(text));
    for (const deletion of batch.deletions ?? []) {
      this.#tally.deletions += 1;
      this.#eventsOf(JSON.stringify(deletion.key)).deletions.push({ ...deletion, seq: this.#seq++ });
    }
    return seen;
  }

  /** Carries out what was gathered. */
  merge(): void {
    for (const [key, events] of this.#events) this.#mergeKey(key, events);
  }

  /** Deletes, or holds back, the rows a complete sweep did not see. */
  sweep(checkpoint: CompleteCheckpoint, seen: ReadonlySet<string>): void {
    const live = [...this.rows].filter(([, row]) => row.deletedAt === undefined);
    const unseen = live.filter(([key, row]) => !seen.has(key) && this.#isWithin(row, checkpoint.within));
    this.#tally.deletions += unseen.length;
    const { share, rows } = this.#context.deletionBrake;
    // Invariant 8: inferred deletions stop above the threshold.
    if (unseen.length > rows && unseen.length > share * live.length) {
      this.#tally.braked += unseen.length;
      return;
    }
    const evidence = `not seen by sweep ${checkpoint.sweep} complete at ${new Date(checkpoint.readAt).toISOString()}`;
    for (const [key, row] of unseen) this.#delete(key, { key: row.key, evidence });
  }

  /** @throws UnprovenError when the sums do not balance. */
  receipt(): TableReceipt {
    requireBalance(this.#table.name, this.#tally);
    const liveRows = [...this.rows.values()].filter((row) => row.deletedAt === undefined).length;
    return { table: this.#table.name, ...this.#tally, liveRows, rows: this.rows.size };
  }

  #gatherRecord(text: string): string[] {
    const record = identifyRecord(this.#table, text);
    if ('reason' in record) {
      // Invariant 5: what cannot be stored is kept as a dead letter.
      this.rejects.push({ table: this.#table.name, reason: record.reason, text });
      this.#tally.rejected += 1;
      return [];
    }
    const key = JSON.stringify(record.key);
    this.#eventsOf(key).records.push({ ...record, text, seq: this.#seq++ });
    return [key];
  }

  #eventsOf(key: string): KeyedEvents {
    const events = this.#events.get(key) ?? { records: [], deletions: [] };
    this.#events.set(key, events);
    return events;
  }

  #mergeKey(key: string, { records, deletions }: KeyedEvents): void {
    const winner = records.reduce<KeyedEvents['records'][number] | undefined>(
      (best, record) =>
        best === undefined || compareVersions(this.#table, record.version, best.version) >= 0 ? record : best,
      undefined,
    );
    this.#tally.superseded += Math.max(0, records.length - 1);
    const position = winner?.seq ?? Number.POSITIVE_INFINITY;
    for (const deletion of deletions) if (deletion.seq < position) this.#delete(key, deletion);
    if (winner !== undefined) this.#store(key, winner);
    for (const deletion of deletions) if (deletion.seq > position) this.#delete(key, deletion);
  }

  #store(key: string, record: IdentifiedRecord & { readonly text: string }): void {
    const stored = this.rows.get(key);
    const outcome = stored === undefined ? 'inserted' : this.#outcomeAgainst(stored, record);
    this.#tally[outcome] += 1;
    if (outcome === 'superseded' || outcome === 'unchanged') return;
    const { runId, commit, at } = this.#context;
    this.rows.set(key, { ...record, runId, commit, syncedAt: at, deletedAt: undefined, evidence: undefined });
  }

  #outcomeAgainst(
    stored: StoredRecord,
    record: IdentifiedRecord,
  ): 'superseded' | 'restored' | 'unchanged' | 'updated' {
    if (compareVersions(this.#table, record.version, stored.version) < 0) return 'superseded';
    if (stored.deletedAt !== undefined) return 'restored';
    return stored.hash === record.hash ? 'unchanged' : 'updated';
  }

  #delete(key: string, deletion: Deletion): void {
    const stored = this.rows.get(key);
    const isOlder =
      stored !== undefined &&
      deletion.version !== undefined &&
      compareVersions(this.#table, deletion.version, stored.version) < 0;
    if (stored === undefined || isOlder) {
      this.#tally.unknown += 1;
    } else if (stored.deletedAt !== undefined) {
      this.#tally.alreadyDeleted += 1;
    } else {
      this.#tally.deleted += 1;
      this.#markDeleted(key, stored, deletion);
    }
  }

  #markDeleted(key: string, stored: StoredRecord, deletion: Deletion): void {
    const { runId, commit, at } = this.#context;
    const version = deletion.version ?? stored.version;
    this.rows.set(key, {
      ...stored,
      version,
      runId,
      commit,
      syncedAt: at,
      deletedAt: at,
      evidence: deletion.evidence,
    });
  }

  #isWithin(row: StoredRecord, conditions: readonly SweepCondition[]): boolean {
    return conditions.every((condition) => {
      const field = this.#table.fields.find(({ name }) => name === condition.column);
      const text = field === undefined ? undefined : scalarText(readExactPath(row.value, field.path));
      if (text === undefined) return false;
      return 'equals' in condition
        ? text === condition.equals
        : text >= condition.from && text < condition.to;
    });
  }
}
