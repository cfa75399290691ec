import {
  applyCheckpoint,
  type Batch,
  type Clock,
  type Instant,
  type SourceEvent,
  type Stream,
  type StreamState,
} from '@etl/core';
import { parseJson } from '@etl/core/json';

export interface RunOptions {
  readonly state?: StreamState;
  readonly clock: Clock;
  readonly tables?: readonly string[];
  readonly since?: Instant;
  readonly until?: Instant;
  /** Ends the run after this many batches, as a kill would. */
  readonly stopAfter?: number;
}

/** What one run of a stream left behind. */
export interface Run {
  /** With every checkpoint applied. */
  readonly state: StreamState;
  readonly batches: readonly Batch[];
  readonly events: readonly SourceEvent[];
  /** Ids of the records yielded for a table, in order, repetitions included. */
  ids(table: string): string[];
  /** The last record yielded with this id, parsed. */
  record(table: string, id: string): any;
}

/** Reads a stream as the runner would, keeping its state. */
export async function runStream(stream: Stream, options: RunOptions): Promise<Run> {
  const { clock, since, until, stopAfter = Number.POSITIVE_INFINITY } = options;
  const batches: Batch[] = [];
  const events: SourceEvent[] = [];
  const state = new Map(options.state ?? []);
  const items = stream.read({
    state: new Map(state),
    startedAt: clock.now(),
    tables: new Set(options.tables ?? stream.tables.map((table) => table.name)),
    signal: new AbortController().signal,
    report: (event) => events.push(event),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  });
  for await (const item of items) {
    if (item.kind !== 'batch') throw item.error;
    batches.push(item);
    for (const checkpoint of item.checkpoints ?? []) {
      state.set(checkpoint.partition, applyCheckpoint(state.get(checkpoint.partition), checkpoint));
    }
    if (batches.length >= stopAfter) break;
  }
  return { state, batches, events, ids: (table) => recordsOf(table).map(idOf), record: findRecord };

  function recordsOf(table: string): any[] {
    return batches
      .filter((batch) => batch.table === table)
      .flatMap((batch) => batch.records.map((r) => parseJson(r.text)));
  }
  function findRecord(table: string, id: string): any {
    return recordsOf(table).findLast((record) => idOf(record) === id);
  }
}

function idOf(record: any): string {
  return String(record.metaData?.id ?? record.callId ?? record.id);
}
