import {
  type CallContext,
  type CountedRead,
  type Page,
  readPages,
  splitWhenLarge,
  type Window,
} from '@etl/connector-kit';
import type { Batch, JsonObject } from '@etl/core';
import { readCursor, readTotalRecords } from '../api/envelope.js';
import type { GongApi } from '../api/gong-api.js';
import { buildCallFilter } from './call-filter.js';
import type { CallsOptions } from './calls-options.js';
import { countPages } from './count-pages.js';
import {
  buildDeletions,
  describeLeftOut,
  type PartedCalls,
  partPrivateCalls,
  readCallIds,
} from './private-calls.js';
import { buildTranscriptsBatch, readTranscriptPages, readTranscriptsOf } from './read-transcripts.js';

/**
 * A window with more calls is read in parts: they are read side by side, 25 pages are all a kill costs each of them, and
 * no page cursor comes near the hour it lives. The first page that shows the size is read again: one request in fifty.
 */
const CALLS_PER_WINDOW = 2500;

export interface WindowRead extends CallContext {
  readonly tables: ReadonlySet<string>;
}

/** Reads the calls that started in a window, and their transcripts; only what the wanted tables need. */
export function readCallsWindow(
  api: GongApi,
  options: CallsOptions,
  window: Window,
  read: WindowRead,
): AsyncGenerator<Batch> {
  const onlyTranscripts = !read.tables.has('calls');
  if (onlyTranscripts && options.includePrivate) return readTranscriptsWindow(api, options, window, read);
  const contentSelector = onlyTranscripts ? {} : options.contentSelector;
  return walkCalls(api, { ...options, contentSelector }, window, read);
}

/** Transcripts do not tell whether their call is private, so this serves only those who want all of them. */
async function* readTranscriptsWindow(
  api: GongApi,
  options: CallsOptions,
  window: Window,
  read: WindowRead,
): AsyncGenerator<Batch> {
  const pages = readTranscriptPages(api, read, buildCallFilter(window, options.workspaceId));
  for await (const page of splitByFirst(pages, window)) yield buildTranscriptsBatch(page);
}

async function* walkCalls(
  api: GongApi,
  options: CallsOptions,
  window: Window,
  read: WindowRead,
): AsyncGenerator<Batch> {
  const pages = readCallPages(api, options, window, read);
  for await (const page of splitByFirst(pages, window)) {
    const parted = partPrivateCalls(page.records, options.includePrivate);
    if (read.tables.has('calls')) yield buildCallsBatch(page, parted);
    if (read.tables.has('transcripts')) yield* readTranscriptsOfPage(api, read, parted);
  }
}

/**
 * What `readCallsWindow` costs: as many requests for transcripts as for pages of calls, where both are wanted. A page of
 * private calls alone costs none for transcripts, which is not known beforehand.
 *
 * @throws SplitWindow as reading does.
 */
export async function countCallsWindow(
  api: GongApi,
  options: CallsOptions,
  window: Window,
  read: WindowRead,
): Promise<CountedRead> {
  const onlyTranscripts = !read.tables.has('calls');
  if (onlyTranscripts && options.includePrivate) {
    const filter = buildCallFilter(window, options.workspaceId);
    return countPages(splitByFirst(readTranscriptPages(api, read, filter), window));
  }
  // Only the count is wanted, so nothing is selected.
  const pages = readCallPages(api, { ...options, contentSelector: {} }, window, read);
  const calls = await countPages(splitByFirst(pages, window));
  if (!read.tables.has('transcripts') || calls.records === 0) return calls;
  return { requests: 2 * calls.requests, records: onlyTranscripts ? calls.records : 2 * calls.records };
}

function readCallPages(
  api: GongApi,
  options: CallsOptions,
  window: Window,
  read: WindowRead,
): AsyncGenerator<Page> {
  const body: JsonObject = {
    filter: buildCallFilter(window, options.workspaceId),
    contentSelector: options.contentSelector,
  };
  return readPages(read, {
    fetchPage: (cursor) => api.fetchCalls(read, body, cursor),
    itemsPath: ['calls'],
    nextCursor: readCursor,
  });
}

/** Gong's count is a hint about size, nothing more; see `readTotalRecords`. */
async function* splitByFirst(pages: AsyncIterable<Page>, window: Window): AsyncGenerator<Page> {
  for await (const page of pages) {
    if (page.cursor === undefined) splitWhenLarge(window, readTotalRecords(page.envelope), CALLS_PER_WINDOW);
    yield page;
  }
}

function buildCallsBatch({ fetched }: Page, { kept, leftOut }: PartedCalls): Batch {
  return { kind: 'batch', table: 'calls', records: kept, fetched, ...describeLeftOut(leftOut) };
}

/** Private calls' transcripts are not even asked for; those stored before are withdrawn. */
async function* readTranscriptsOfPage(
  api: GongApi,
  read: WindowRead,
  { kept, leftOut }: PartedCalls,
): AsyncGenerator<Batch> {
  if (leftOut.length > 0) {
    yield {
      kind: 'batch',
      table: 'transcripts',
      records: [],
      fetched: 0,
      deletions: buildDeletions(leftOut),
    };
  }
  yield* readTranscriptsOf(api, read, readCallIds(kept));
}
