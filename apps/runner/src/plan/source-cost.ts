import type { Duration, Instant, QuotaForecast, Source } from '@etl/core';
import type { ReadCost, StreamPlan } from './stream-plan.js';

/** What the next run costs a source, all its streams together. */
export interface SourceCost extends ReadCost {
  readonly source: string;
  readonly quotas: readonly QuotaForecast[];
  /** Until the last request; absent when no quota is known. */
  readonly duration?: Duration;
  readonly doneBy?: Instant;
}

/** Adds up the streams of a source. It is counted, or exact, when each of them is. */
export async function sumCosts(
  { name, source }: { readonly name: string; readonly source: Source },
  plans: readonly StreamPlan[],
  now: Instant,
): Promise<SourceCost> {
  const costs = plans.map(({ cost }) => cost);
  const uses = costs.flatMap((cost) => cost.uses);
  const records = costs.flatMap((cost) => cost.records ?? []);
  const quotas = (await source.forecast?.(uses)) ?? [];
  const duration = quotas.length === 0 ? undefined : Math.max(...quotas.map((quota) => quota.duration));
  return {
    source: name,
    requests: sum(costs.map((cost) => cost.requests)),
    uses,
    ...(records.length === 0 ? {} : { records: sum(records) }),
    isCounted: costs.every((cost) => cost.isCounted),
    isExact: costs.every((cost) => cost.isExact),
    quotas,
    ...(duration === undefined ? {} : { duration, doneBy: now + duration }),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
