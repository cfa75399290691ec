import {
  ConfigError,
  type Clock,
  type EtlError,
  type Instant,
  type JsonObject,
  type ReadRequest,
  type Source,
  type SourceEvent,
  type Stream,
  type StreamItem,
  type Table,
} from '@etl/core';
import { parseJson } from '@etl/core/json';
import { instantOption } from './instant-option.js';
import { systemClock } from './system-clock.js';

/** Which records to read, and how to stop. */
export interface ReadRecordsOptions {
  /** One of the stream's tables. Default: its first. */
  readonly table?: string;
  /** Read nothing before: milliseconds, a date (its midnight in UTC), or an RFC 3339 instant. Default: the source's start. */
  readonly since?: Instant | string;
  /** Read nothing at or after; as `since`. */
  readonly until?: Instant | string;
  readonly signal?: AbortSignal;
  /** The one the source was made with. Default: the system's. */
  readonly clock?: Clock;
  readonly report?: (event: SourceEvent) => void;
}

/**
 * Reads one table of a source from the beginning, without a destination and without state.
 *
 * Records come as the source yields them: more than once at times, the last one being the newest. Numbers that a float
 * cannot hold come as `RawNumber`. Deletions are not told.
 *
 * @throws ConfigError when the stream, the table or a date does not exist; otherwise whatever the stream throws. What
 * stopped one partition is thrown after the others were read.
 */
export async function* readRecords(
  source: Source,
  streamName: string,
  options: ReadRecordsOptions = {},
): AsyncGenerator<JsonObject> {
  const signal = options.signal ?? new AbortController().signal;
  const stream = findByName('stream', await source.streams(signal), streamName);
  const table =
    options.table === undefined ? firstTable(stream) : findByName('table', stream.tables, options.table);
  const failures: EtlError[] = [];
  for await (const item of stream.read(buildRequest(table, signal, options))) {
    if (item.kind === 'partition_failure') failures.push(item.error);
    else yield* parseRecords(item, table);
  }
  if (failures[0] !== undefined) throw failures[0];
}

function* parseRecords(batch: StreamItem & { kind: 'batch' }, table: Table): Generator<JsonObject> {
  if (batch.table !== table.name) return;
  for (const record of batch.records) yield parseJson(record.text) as JsonObject;
}

function buildRequest(table: Table, signal: AbortSignal, options: ReadRecordsOptions): ReadRequest {
  return {
    state: new Map(),
    startedAt: (options.clock ?? systemClock).now(),
    tables: new Set([table.name]),
    signal,
    report: options.report ?? (() => undefined),
    ...(options.since === undefined ? {} : { since: instantOption('since', options.since) }),
    ...(options.until === undefined ? {} : { until: instantOption('until', options.until) }),
  };
}

function findByName<Named extends { readonly name: string }>(
  what: string,
  candidates: readonly Named[],
  name: string,
): Named {
  const found = candidates.find((candidate) => candidate.name === name);
  if (found !== undefined) return found;
  throw new ConfigError({
    code: `unknown_${what}`,
    message: `There is no ${what} "${name}".`,
    remedy: `Use one of: ${candidates.map((candidate) => candidate.name).join(', ')}.`,
  });
}

function firstTable(stream: Stream): Table {
  const [table] = stream.tables;
  if (table !== undefined) return table;
  throw new ConfigError({ code: 'unknown_table', message: `The stream "${stream.name}" fills no table.` });
}
