import { type CallContext, type Page, readPages } from '@etl/connector-kit';
import type { Batch, JsonObject } from '@etl/core';
import { readCursor } from '../api/envelope.js';
import type { GongApi } from '../api/gong-api.js';
import { transcriptsTable } from '../tables/transcripts.js';

/** As many call ids as one request is known to take; also the size of a page. */
const IDS_PER_REQUEST = 100;

/** The transcripts of these calls; a call that has none yet is left out by Gong. */
export async function* readTranscriptsOf(
  api: GongApi,
  context: CallContext,
  callIds: readonly string[],
): AsyncGenerator<Batch> {
  for (let start = 0; start < callIds.length; start += IDS_PER_REQUEST) {
    const filter = { callIds: callIds.slice(start, start + IDS_PER_REQUEST) };
    for await (const page of readTranscriptPages(api, context, filter)) yield buildTranscriptsBatch(page);
  }
}

export function readTranscriptPages(
  api: GongApi,
  context: CallContext,
  filter: JsonObject,
): AsyncGenerator<Page> {
  return readPages(context, {
    fetchPage: (cursor) => api.fetchTranscripts(context, { filter }, cursor),
    itemsPath: ['callTranscripts'],
    nextCursor: readCursor,
  });
}

export function buildTranscriptsBatch({ records, fetched }: Page): Batch {
  return { kind: 'batch', table: transcriptsTable.name, records, fetched };
}
