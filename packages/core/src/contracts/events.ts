import type { CommitReceipt, StreamReceipt } from './receipt.js';
import type { PlannedRead } from './stream.js';
import type { Duration, Instant } from './instant.js';

/** What a source tells while reading. URLs carry no secrets. */
export type SourceEvent =
  | {
      readonly type: 'request';
      readonly method: string;
      readonly url: string;
      /** 0: no answer arrived. */
      readonly status: number;
      readonly duration: Duration;
      readonly bytes: number;
    }
  | { readonly type: 'retry'; readonly attempt: number; readonly delay: Duration; readonly reason: string }
  | { readonly type: 'quota_wait'; readonly quota: string; readonly duration: Duration }
  | { readonly type: 'warning'; readonly code: string; readonly message: string };

interface StreamRef {
  readonly source: string;
  readonly stream: string;
}

/** The orchestrator's only output: progress, logs, metrics and receipts subscribe to these. */
export type RunEvent = { readonly at: Instant; readonly runId: string } & (
  | { readonly type: 'run_started'; readonly streams: readonly StreamRef[] }
  | ({ readonly type: 'stream_started' } & StreamRef)
  | ({ readonly type: 'stream_planned'; readonly reads: readonly PlannedRead[] } & StreamRef)
  | ({ readonly type: 'source_event'; readonly event: SourceEvent } & StreamRef)
  | ({
      readonly type: 'batch_staged';
      readonly table: string;
      readonly records: number;
      readonly deletions: number;
      /** Time span that is now read whole. */
      readonly covered: Duration;
    } & StreamRef)
  | ({
      readonly type: 'partition_failed';
      readonly partition: string;
      readonly code: string;
      readonly message: string;
    } & StreamRef)
  | ({ readonly type: 'commit_started' } & StreamRef)
  | ({ readonly type: 'committed'; readonly receipt: CommitReceipt } & StreamRef)
  | ({ readonly type: 'stream_ended'; readonly receipt: StreamReceipt } & StreamRef)
  | {
      readonly type: 'transformer_ended';
      readonly transformer: string;
      readonly tables: readonly TransformedTable[];
      readonly summary?: ModelSummary;
    }
  | {
      readonly type: 'transformer_failed';
      readonly transformer: string;
      readonly code: string;
      readonly message: string;
    }
  | { readonly type: 'run_ended'; readonly receipts: readonly StreamReceipt[] }
);

/** A table of a model transformer, and what the run did to it. */
export interface TransformedTable {
  /** `schema.name` */
  readonly table: string;
  /** Rows that are new, gone, or have another value than before; 0 when running again changed nothing. */
  readonly changedRows: number;
  /** Why it was not built, e.g. `GONG_DATA.transcripts is not loaded`. No failure: it is built once its inputs are there. */
  readonly skipped?: string;
}

/** A short table for a person. */
export interface ModelSummary {
  /** What is seen: one line. */
  readonly title: string;
  readonly columns: readonly string[];
  /** A cell for each column. */
  readonly rows: readonly (readonly string[])[];
}
