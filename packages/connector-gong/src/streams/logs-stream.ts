import { type CallContext, splitWhenLarge, type Window, windowedStream } from '@etl/connector-kit';
import {
  type Batch,
  type Clock,
  type ReadRequest,
  scopeHash,
  type SourceRecord,
  type Stream,
  type StreamItem,
} from '@etl/core';
import { normaliseVersion, readPath, wrapRecord } from '@etl/core/json';
import { readTotalRecords } from '../api/envelope.js';
import type { GongApi } from '../api/gong-api.js';
import { logsTable as table } from '../tables/logs.js';
import { buildCallFilter, SECOND } from './call-filter.js';
import { DAY } from './company-days.js';
import type { DatedOptions } from './dated-options.js';
import { hashTexts } from './hash-texts.js';
import { failureOf } from './read-each.js';
import { readList } from './read-list.js';
import { readText } from './read-text.js';
import { restartExpired } from './restart-expired.js';
import { buildBatch } from './wrapped-batch.js';

const LOG_TYPES = [
  'AccessLog',
  'UserActivityLog',
  'UserCallPlay',
  'ExternallySharedCallAccess',
  'ExternallySharedCallPlay',
] as const;

const MINUTE = 60_000;
/** Fifty pages are all that a kill costs, and no cursor comes near the hour it lives. */
const ENTRIES_PER_WINDOW = 5000;
/** Entries are written when something happens; none is analysed for days as calls are. */
const LONGEST_LOOK_BACK = DAY;

/**
 * The five audit logs, each with a state of its own. A window costs a request for each hundred entries, at least one; an idle
 * run five, for the last day or `look_back` if that is shorter.
 */
export function createLogsStream(api: GongApi, clock: Clock, options: DatedOptions): Stream {
  const streams = LOG_TYPES.map(
    (logType) => [logType, createLogStream(api, clock, options, logType)] as const,
  );
  return {
    name: table.name,
    description: 'Entries of the audit logs by the time they were written.',
    tables: [table],
    plan: (request) => streams.flatMap(([, stream]) => stream.plan(request)),
    read: (request) => readLogs(streams, request),
  };
}

/** A log that this account does not have must not keep the others from being read. */
async function* readLogs(
  streams: readonly (readonly [string, Stream])[],
  request: ReadRequest,
): AsyncGenerator<StreamItem> {
  for (const [logType, stream] of streams) {
    try {
      yield* stream.read(request);
    } catch (error) {
      yield failureOf(logType, error);
    }
  }
}

function createLogStream(api: GongApi, clock: Clock, options: DatedOptions, logType: string): Stream {
  return windowedStream({
    name: table.name,
    tables: [table],
    partition: logType,
    scope: scopeHash({}),
    start: options.start,
    lookBack: Math.min(options.lookBack, LONGEST_LOOK_BACK),
    endDelay: 5 * MINUTE,
    maxWindow: options.maxWindow,
    resolution: SECOND,
    concurrency: 3,
    clock,
    readWindow: (window, request) =>
      restartExpired(`the entries of ${logType}`, () => readEntries(api, request, logType, window)),
  });
}

async function* readEntries(
  api: GongApi,
  context: CallContext,
  logType: string,
  window: Window,
): AsyncGenerator<Batch> {
  const { fromDateTime, toDateTime } = buildCallFilter(window);
  const query = { logType, fromDateTime, toDateTime };
  const list = { path: '/v2/logs', itemsKey: 'logEntries', query, isFiltered: true };
  for await (const page of readList(api, context, list)) {
    if (page.cursor === undefined)
      splitWhenLarge(window, readTotalRecords(page.envelope), ENTRIES_PER_WINDOW);
    yield buildBatch(table.name, page, (entry) => wrapEntry(logType, entry));
  }
}

function wrapEntry(logType: string, entry: SourceRecord): SourceRecord {
  return wrapRecord({ logType, entryHash: hashEntry(logType, entry) }, 'entry', entry);
}

/** Of what cannot change later: a user who takes another name or address does not make old entries new ones. */
function hashEntry(logType: string, entry: SourceRecord): string {
  const eventTime = readText(entry, ['eventTime']) ?? '';
  return hashTexts([
    ...[logType, normaliseVersion(eventTime, { type: 'timestamp' }) ?? eventTime].map((text) =>
      JSON.stringify(text),
    ),
    ...['userId', 'impersonatorUserId'].map((key) => JSON.stringify(readText(entry, [key]) ?? null)),
    readPath(entry.text, ['logRecord']),
  ]);
}
