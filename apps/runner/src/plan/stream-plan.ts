import {
  toEtlError,
  withoutBackfills,
  type EstimateRequest,
  type PlannedRead,
  type QuotaUse,
  type ReadEstimate,
  type StreamState,
} from '@etl/core';
import { isAcceptedMissingScope, type PlannedStream } from '@etl/core/pipeline';

/** What the next run would read of a stream, and what that costs. */
export interface StreamPlan {
  readonly source: string;
  readonly stream: string;
  readonly reads: readonly PlannedRead[];
  readonly cost: ReadCost;
  /** Why the vendor could not be asked, although it was to be. */
  readonly problem?: unknown;
}

export interface ReadCost {
  /** Of all quotas together. */
  readonly requests: number;
  /** By quota, as far as the stream tells them apart. */
  readonly uses: readonly QuotaUse[];
  readonly records?: number;
  /** Whether the vendor was asked; if not, `requests` is the least. */
  readonly isCounted: boolean;
  readonly isExact: boolean;
}

/** How a plan is made; `mayAsk`: whether the vendor is asked how much there is. */
export type PlanOptions = Pick<
  EstimateRequest,
  'startedAt' | 'since' | 'until' | 'mayAsk' | 'signal' | 'report'
>;

export async function planStream(
  { source, stream, tables }: PlannedStream,
  state: StreamState,
  options: PlanOptions,
): Promise<StreamPlan> {
  const request = {
    ...options,
    state: withoutBackfills(state),
    tables: new Set(tables.map(({ name }) => name)),
  };
  const reads = stream.plan(request);
  const plan = { source: source.name, stream: stream.name, reads };
  const least = readCost(await stream.estimate?.({ ...request, mayAsk: false }), reads, false);
  if (!options.mayAsk || stream.estimate === undefined) return { ...plan, cost: least };
  try {
    return { ...plan, cost: readCost(await stream.estimate(request), reads, true) };
  } catch (thrown) {
    const isSkipped = isAcceptedMissingScope(toEtlError(thrown), source.acceptedMissingScopes);
    return { ...plan, cost: least, ...(isSkipped ? {} : { problem: thrown }) };
  }
}

/** A stream that does not estimate makes a request for each read at least. */
function readCost(
  estimate: ReadEstimate | undefined,
  reads: readonly PlannedRead[],
  isCounted: boolean,
): ReadCost {
  if (estimate === undefined) return { requests: reads.length, uses: [], isCounted, isExact: false };
  const { requests: uses, records, isExact } = estimate;
  return {
    requests: uses.reduce((sum, { count }) => sum + count, 0),
    uses,
    ...(records === undefined ? {} : { records }),
    isCounted,
    isExact,
  };
}
