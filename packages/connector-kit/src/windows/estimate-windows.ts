import type { Duration, EstimateRequest, ReadEstimate } from '@etl/core';
import { splitWindow } from './plan-windows.js';
import { estimateCounted, estimateLeast, type CountedRead, type ReadCost } from './read-cost.js';
import { SplitWindow, type Window } from './window.js';

export type WindowCost = ReadCost<[window: Window]>;

/**
 * What reading the windows costs. A window that `count` wants split is counted as it would be read: its first page, and
 * then each of its parts.
 */
export async function estimateWindows(
  windows: readonly Window[],
  { quota, count }: WindowCost,
  resolution: Duration,
  request: EstimateRequest,
): Promise<ReadEstimate> {
  if (!request.mayAsk) return estimateLeast(quota, windows.length);
  const counts: CountedRead[] = [];
  const waiting = windows.toReversed();
  for (let window = waiting.pop(); window !== undefined; window = waiting.pop()) {
    request.signal.throwIfAborted();
    try {
      counts.push(await count(window, request));
    } catch (error) {
      if (!(error instanceof SplitWindow && window.divisible)) throw error;
      counts.push({ requests: 1, records: 0 });
      waiting.push(...splitWindow(window, error.parts, resolution).toReversed());
    }
  }
  return estimateCounted(quota, counts);
}
