import {
  applyCheckpoint,
  type Batch,
  type Clock,
  type Instant,
  type PartitionFailure,
  type ReadRequest,
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
  /** Keeps what a run that fails has left behind; its error stands in the result. */
  readonly keepFailure?: boolean;
}

/** What one run of a stream left behind. */
export interface Run {
  /** With every checkpoint applied. */
  readonly state: StreamState;
  readonly batches: readonly Batch[];
  readonly events: readonly SourceEvent[];
  /** With `keepFailure`: parts that could not be read. */
  readonly failures: readonly PartitionFailure[];
  /** With `keepFailure`: what ended the run. */
  readonly error?: unknown;
  /** Ids of the records yielded for a table, in order, repetitions included. */
  ids(table: string): string[];
  /** The records yielded for a table, in order, parsed. */
  records(table: string): any[];
  /** The last record yielded with this id, parsed. */
  record(table: string, id: string): any;
}

/** Reads a stream as the runner would, keeping its state. */
export async function runStream(stream: Stream, options: RunOptions): Promise<Run> {
  const batches: Batch[] = [];
  const events: SourceEvent[] = [];
  const failures: PartitionFailure[] = [];
  const error = await readBatches(stream, options, { batches, events, failures }).catch((reason: unknown) => {
    if (options.keepFailure === true) return reason;
    throw reason;
  });
  const recordsOf = (table: string): any[] =>
    batches
      .filter((batch) => batch.table === table)
      .flatMap(({ records }) => records.map(({ text }) => parseJson(text)));
  return {
    state: applyAll(options.state, batches),
    batches,
    events,
    failures,
    error,
    records: recordsOf,
    ids: (table) => recordsOf(table).map(idOf),
    record: (table, id) => recordsOf(table).findLast((record) => idOf(record) === id),
  };
}

async function readBatches(
  stream: Stream,
  options: RunOptions,
  { batches, events, failures }: { batches: Batch[]; events: SourceEvent[]; failures: PartitionFailure[] },
): Promise<void> {
  for await (const item of stream.read(buildRequest(stream, options, events))) {
    if (item.kind === 'batch') batches.push(item);
    else if (options.keepFailure === true) failures.push(item);
    else throw item.error;
    if (batches.length === options.stopAfter) break;
  }
}

function applyAll(before: StreamState | undefined, batches: readonly Batch[]): StreamState {
  const state = new Map(before);
  for (const checkpoint of batches.flatMap(({ checkpoints = [] }) => checkpoints)) {
    state.set(checkpoint.partition, applyCheckpoint(state.get(checkpoint.partition), checkpoint));
  }
  return state;
}

function buildRequest(stream: Stream, options: RunOptions, events: SourceEvent[]): ReadRequest {
  const { clock, since, until, tables = stream.tables.map((table) => table.name) } = options;
  return {
    state: options.state ?? new Map(),
    startedAt: clock.now(),
    tables: new Set(tables),
    signal: new AbortController().signal,
    report: (event) => events.push(event),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

function idOf(record: any): string {
  return String(
    record.metaData?.id ??
      record.answeredScorecardId ??
      record.scorecardId ??
      record.trackerId ??
      record.callId ??
      record.id,
  );
}
