import { readPages, snapshotStream, type ApiRequest } from '@etl/connector-kit';
import type { Batch, Clock, ReadRequest, Stream, Table } from '@etl/core';
import { readPath } from '@etl/core/json';
import type { HubspotApi } from '../api/hubspot-api.js';
import { readNext } from '../walk/next-page.js';

export type Query = NonNullable<ApiRequest['query']>;

/** A list and the passes it takes to see all of it. */
export interface ListStreamOptions {
  readonly api: HubspotApi;
  readonly clock: Clock;
  readonly table: Table;
  readonly path: string;
  /** A pass for each; of an item that comes in several, the first counts. */
  readonly passes: readonly Query[];
}

/** A list that every run reads whole; rows of what is gone are marked deleted. */
export function createListStream(options: ListStreamOptions): Stream {
  const { table, clock } = options;
  return snapshotStream({
    name: table.name,
    description: `${table.description ?? ''} Read whole by every run.`,
    tables: [table],
    table: table.name,
    clock,
    readAll: (request) => readPasses(options, request),
  });
}

async function* readPasses(options: ListStreamOptions, request: ReadRequest): AsyncGenerator<Batch> {
  const seen = new Set<string>();
  for (const query of options.passes) {
    const pages = readPages(request, {
      fetchPage: (after) => options.api.get(request, options.path, { ...query, after }),
      itemsPath: ['results'],
      nextCursor: readNext,
    });
    for await (const { records: found, fetched } of pages) {
      const records = found.filter(({ text }) => isNew(seen, readPath(text, ['id'])));
      const repeated = found.length - records.length;
      yield {
        kind: 'batch',
        table: options.table.name,
        records,
        fetched,
        ...(repeated === 0 ? {} : { filtered: { seen_in_another_pass: repeated } }),
      };
    }
  }
}

/** What has no id is let through: it becomes a dead letter. */
function isNew(seen: Set<string>, id: string | undefined): boolean {
  if (id === undefined) return true;
  if (seen.has(id)) return false;
  seen.add(id);
  return true;
}
