import { windowedStream, type Window } from '@etl/connector-kit';
import {
  scopeHash,
  type Batch,
  type JsonObject,
  type ReadRequest,
  type Source,
  type SourceDependencies,
  type Stream,
  type StreamItem,
} from '@etl/core';
import { parseJson, splitPage } from '@etl/core/json';
import type { HubspotApi } from '../api/hubspot-api.js';
import { configSchema, type HubspotConfigInput } from '../config/config.js';
import { hubspot } from '../hubspot.js';
import { connect } from '../source/connect.js';

/** Makes a source; the defective ones do what other systems were seen to do. */
export type MakeSource = (config: HubspotConfigInput, dependencies: Partial<SourceDependencies>) => Source;

/** The source, with one of its streams changed. */
function withStream(name: string, change: (stream: Stream, api: HubspotApi) => Stream): MakeSource {
  return (config, dependencies) => {
    const source = hubspot(config, dependencies);
    const api = connect(configSchema.parse(config), dependencies as SourceDependencies);
    return {
      check: (signal) => source.check(signal),
      streams: async (signal) => {
        const streams = await source.streams(signal);
        return streams.map((stream) => (stream.name === name ? change(stream, api) : stream));
      },
    };
  };
}

/** Changes what the stream yields. */
function withItems(
  name: string,
  change: (items: AsyncIterable<StreamItem>) => AsyncIterable<StreamItem>,
): MakeSource {
  return withStream(name, (stream) => ({ ...stream, read: (request) => change(stream.read(request)) }));
}

/** Reads later changes of contacts in another way; the first read stays as it is. */
function withSearch(
  readWindow: (api: HubspotApi, window: Window, request: ReadRequest) => AsyncIterable<Batch>,
): MakeSource {
  return withStream('contacts', (stream, api) => {
    const changes = windowedStream({
      name: 'contacts',
      tables: stream.tables,
      partition: 'changes',
      scope: scopeHash({ object: 'contacts' }),
      start: 0,
      lookBack: 0,
      endDelay: 0,
      maxWindow: Number.MAX_SAFE_INTEGER,
      clock: { now: () => Number.MAX_SAFE_INTEGER, sleep: () => Promise.resolve() },
      readWindow: (window, request) => readWindow(api, window, request),
    });
    return {
      ...stream,
      read: (request) => (request.state.has('changes') ? changes : stream).read(request),
    };
  });
}

interface Found {
  readonly batch: Batch;
  readonly results: readonly any[];
  readonly total: number;
  readonly after: string | undefined;
}

async function search(api: HubspotApi, request: ReadRequest, body: JsonObject): Promise<Found> {
  const sorts = [{ propertyName: 'lastmodifieddate', direction: 'ASCENDING' }];
  const properties = ['email', 'firstname', 'lastmodifieddate'];
  const { text } = await api.post(request, api.paths.search('contacts'), {
    sorts,
    properties,
    limit: 200,
    ...body,
  });
  const { items = [], fetched, envelope } = splitPage(text, ['results']);
  const { paging, total } = envelope as any;
  return {
    batch: { kind: 'batch', table: 'contacts', records: items, fetched },
    results: items.map((item) => parseJson(item.text)),
    total,
    after: paging?.next?.after,
  };
}

const changedSince = (operator: string, from: number) => ({
  filterGroups: [{ filters: [{ propertyName: 'lastmodifieddate', operator, value: String(from) }] }],
});

/** Pages by offset, up to where search ends, and takes that for the end of what there is. */
export const pagesByOffset = withSearch(async function* (api, { from }, request) {
  let after: string | undefined = '0';
  while (after !== undefined && Number(after) + 200 <= 10_000) {
    const page: Found = await search(api, request, { ...changedSince('GTE', from), after });
    yield page.batch;
    after = page.after;
  }
});

/** Goes on behind the last time of change that was seen. */
export const goesOnFromTheLastTime = withSearch(async function* (api, { from }, request) {
  let [operator, last] = ['GTE', from];
  for (;;) {
    const page: Found = await search(api, request, changedSince(operator, last));
    yield page.batch;
    if (page.results.length === 0) return;
    [operator, last] = ['GT', Date.parse(page.results.at(-1).properties.lastmodifieddate)];
  }
});

/** Tells a checkpoint with the batch before the one it belongs to. */
export const claimsTooEarly = withItems('contacts', async function* (items) {
  let held: StreamItem | undefined;
  for await (const item of items) {
    if (held?.kind === 'batch' && item.kind === 'batch')
      yield { ...held, checkpoints: item.checkpoints ?? [] };
    held = item;
  }
  if (held !== undefined) yield held;
});

/** Takes a walk that was cut off for one that saw everything. */
export const completesWhatFailed = withItems('contacts', async function* (items) {
  try {
    yield* items;
  } catch {
    const complete = {
      kind: 'complete',
      partition: 'records',
      sweep: 'contacts',
      table: 'contacts',
      within: [],
    } as const;
    yield {
      kind: 'batch',
      table: 'contacts',
      records: [],
      fetched: 0,
      checkpoints: [{ ...complete, readAt: Date.UTC(2027) }],
    };
  }
});

/** Takes whatever comes last for the newest. */
export const forgetsVersions = withStream('contacts', (stream) => ({
  ...stream,
  tables: stream.tables.map(({ name, fields, primaryKey }) => ({ name, fields, primaryKey })),
}));

/** Does not look at what records say of those merged into them, nor at the archive. */
export const ignoresDeletions = withItems('contacts', async function* (items) {
  for await (const item of items) yield item.kind === 'batch' ? { ...item, deletions: [] } : item;
});

/** Writes associations that cannot be read into a log, and goes on. */
export const swallowsFailures = withItems('associations', async function* (items) {
  for await (const item of items) if (item.kind === 'batch') yield item;
});

/** Takes the first page of a record's associations for all of them. */
export const readsOnePageOfAssociations: MakeSource = (config, dependencies) => {
  const real = dependencies.transport!;
  return hubspot(config, {
    ...dependencies,
    transport: async (request) => {
      const response = await real(request);
      if (!request.url.includes('/associations/')) return response;
      const answer = JSON.parse(new TextDecoder().decode(response.body));
      for (const result of answer.results ?? []) delete result.paging;
      return { ...response, body: new TextEncoder().encode(JSON.stringify(answer)) };
    },
  });
};
