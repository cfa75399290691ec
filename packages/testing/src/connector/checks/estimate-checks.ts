import type { ReadEstimate, Stream } from '@etl/core';
import { requireEqual, requireThat } from '../../check/conformance-check.js';
import type { ConnectorBench, OpenedSource } from '../connector-bench.js';
import { streamCheck } from '../connector-check.js';
import { buildRequest } from '../read-stream.js';

function totalOf({ requests }: ReadEstimate): number {
  return requests.reduce((sum, { count }) => sum + count, 0);
}

/** `undefined` from a stream that does not estimate. */
async function estimateOf(
  bench: ConnectorBench,
  stream: Stream,
  mayAsk: boolean,
): Promise<ReadEstimate | undefined> {
  const request = buildRequest(stream, { state: new Map(), startedAt: bench.vendor.clock.now() });
  return stream.estimate?.({ ...request, mayAsk });
}

async function requireKnownQuotas({ source }: OpenedSource, { requests }: ReadEstimate): Promise<void> {
  const forecasts = await source.forecast?.(requests);
  if (forecasts === undefined) return;
  const forecast = new Set(forecasts.map(({ quota }) => quota));
  const unknown = requests.map(({ quota }) => quota).filter((quota) => !forecast.has(quota));
  requireEqual(unknown, [], 'Quotas of the estimate that the source forecasts nothing for');
}

export const estimateChecks = [
  streamCheck(
    'estimate_asks_only_when_it_may',
    'a plan that costs requests, or that promises less than reading can do',
    async (bench, name) => {
      const opened = bench.openSource();
      const stream = await bench.stream(name, opened);
      const before = opened.transport.started;
      const least = await estimateOf(bench, stream, false);
      if (least === undefined) return;
      requireEqual(opened.transport.started, before, 'Exchanges begun by an estimate that must not ask');
      await requireKnownQuotas(opened, least);
      const cost = await bench.requestsOf(name);
      requireThat(
        totalOf(least) <= cost,
        () => `Stream ${name}: at least ${totalOf(least)} requests were estimated, reading makes ${cost}.`,
      );
    },
  ),
  streamCheck(
    'counted_estimate_suffices',
    'an estimate below what the API needs: a quota that ends before the read does',
    async (bench, name) => {
      const counted = await estimateOf(bench, await bench.stream(name), true);
      if (counted === undefined) return;
      const [estimated, cost] = [totalOf(counted), await bench.requestsOf(name)];
      requireThat(
        estimated >= cost,
        () => `Stream ${name}: ${estimated} requests were counted, reading makes ${cost}.`,
      );
      requireThat(
        !counted.isExact || estimated === cost,
        () => `Stream ${name}: exactly ${estimated} requests were promised, reading makes ${cost}.`,
      );
    },
  ),
];
