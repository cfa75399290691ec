import {
  ConfigError,
  isEtlError,
  type Connector,
  type HttpTransport,
  type Source,
  type SourceDependencies,
  type Stream,
} from '@etl/core';
import { z } from 'zod';
import { createToyConnector } from './toy-connector.js';

interface Spoiled {
  readonly connector?: Partial<Connector>;
  readonly transport?: (inner: HttpTransport) => HttpTransport;
  readonly source?: (source: Source, dependencies: SourceDependencies) => Partial<Source>;
  readonly stream?: (
    stream: Stream,
    dependencies: SourceDependencies,
    config: { readonly endpoint: string },
  ) => Partial<Stream>;
}

const ELSEWHERE = {
  method: 'GET',
  headers: {},
  timeout: 1000,
  signal: new AbortController().signal,
} as const;
const NOTHING = { status: 200, headers: {}, body: new TextEncoder().encode('{"items":[]}') };

function spoil({ connector, transport, source, stream }: Spoiled): Connector {
  const honest = createToyConnector();
  return {
    ...honest,
    create: (config, dependencies) => {
      const inner = {
        ...dependencies,
        transport: transport?.(dependencies.transport) ?? dependencies.transport,
      };
      const made = honest.create(config, inner);
      const spoilStream = (original: Stream): Stream => ({
        name: original.name,
        description: original.description!,
        tables: original.tables,
        plan: (request) => original.plan(request),
        read: (request) => original.read(request),
        ...(original.estimate && { estimate: (request) => original.estimate!(request) }),
        ...stream?.(original, inner, config as { readonly endpoint: string }),
      });
      return {
        check: (signal) => made.check(signal),
        streams: async (signal) => (await made.streams(signal)).map(spoilStream),
        ...source?.(made, inner),
      };
    },
    ...connector,
  };
}

/** One connection for all streams: who finds it taken gets nothing. */
function sharedConnection(inner: HttpTransport): HttpTransport {
  let isTaken = false;
  return async (request) => {
    if (isTaken) return NOTHING;
    isTaken = true;
    try {
      return await inner(request);
    } finally {
      isTaken = false;
    }
  };
}

async function* readOnce(stream: Stream, request: Parameters<Stream['read']>[0]) {
  if (request.state.size === 0) yield* stream.read(request);
}

async function* readOn(
  stream: Stream,
  request: Parameters<Stream['read']>[0],
  again: () => Promise<unknown>,
) {
  try {
    yield* stream.read(request);
  } finally {
    void (async () => {
      for (let count = 0; count < 20; count += 1) await again().catch(() => undefined);
    })();
  }
}

function misjudge(stream: Stream, change: (count: number) => number): NonNullable<Stream['estimate']> {
  return async (request) => {
    const estimate = await stream.estimate!(request);
    const requests = estimate.requests.map((use) => ({ ...use, count: change(use.count) }));
    return { ...estimate, requests };
  };
}

let names = 0;

/** Connectors with one defect, made from the honest one. */
export const SPOILED_CONNECTORS = {
  undescribed_option: () =>
    spoil({ connector: { configSchema: z.object({ endpoint: z.string(), token: z.string() }) } }),
  eager_create: () =>
    spoil({
      source: (_source, { transport }) => {
        void transport({ ...ELSEWHERE, url: 'http://127.0.0.1:1/' }).catch(() => undefined);
        return {};
      },
    }),
  asking_plan: () =>
    spoil({
      stream: (stream, { transport }, { endpoint }) => ({
        plan: (request) => {
          void transport({ ...ELSEWHERE, url: endpoint }).catch(() => undefined);
          return stream.plan(request);
        },
      }),
    }),
  asking_estimate: () =>
    spoil({
      stream: (stream) => ({ estimate: (request) => stream.estimate!({ ...request, mayAsk: true }) }),
    }),
  dear_estimate: () => spoil({ stream: (stream) => ({ estimate: misjudge(stream, (count) => count * 50) }) }),
  cheap_estimate: () => spoil({ stream: (stream) => ({ estimate: misjudge(stream, (count) => count - 1) }) }),
  vague_estimate: () => spoil({ stream: (stream) => ({ estimate: misjudge(stream, (count) => count + 1) }) }),
  unstable_names: () => spoil({ stream: () => ({ name: `stream_${names++}` }) }),
  silent_check: () => spoil({ source: () => ({ check: async () => ({ account: 'Toy Company' }) }) }),
  ignores_tables: () =>
    spoil({
      stream: (stream) => ({
        read: (request) =>
          stream.read({ ...request, tables: new Set(stream.tables.map(({ name }) => name)) }),
      }),
    }),
  shared_connection: () => spoil({ transport: sharedConnection }),
  ignores_until: () =>
    spoil({
      stream: (stream) => ({
        read: ({ state, startedAt, tables, signal, report }) =>
          stream.read({ state, startedAt, tables, signal, report }),
      }),
    }),
  never_again: () => spoil({ stream: (stream) => ({ read: (request) => readOnce(stream, request) }) }),
  expiry_is_end: () =>
    spoil({
      transport: (inner) => async (request) => {
        const response = await inner(request);
        return new TextDecoder().decode(response.body).includes('expired') ? NOTHING : response;
      },
    }),
  begins_aborted: () =>
    spoil({
      stream: (stream) => ({
        read: (request) => stream.read({ ...request, signal: new AbortController().signal }),
      }),
    }),
  reads_on: () =>
    spoil({
      stream: (stream, { transport }, { endpoint }) => ({
        read: (request) =>
          readOn(stream, request, () => transport({ ...ELSEWHERE, url: `${endpoint}/users` })),
      }),
    }),
  told_token: () =>
    spoil({
      stream: (stream) => ({
        read: (request) =>
          stream.read({
            ...request,
            report: (event) => {
              request.report(
                'url' in event ? { ...event, url: `${event.url}?token=toy-secret-token` } : event,
              );
            },
          }),
      }),
    }),
  no_remedy: () =>
    spoil({
      source: (source) => ({
        check: async (signal) =>
          source.check(signal).catch((error: unknown) => {
            throw isEtlError(error) ? new ConfigError({ code: error.code, message: error.message }) : error;
          }),
      }),
    }),
} satisfies Readonly<Record<string, () => Connector>>;
