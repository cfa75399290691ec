import type { EstimateRequest, ReadEstimate } from '@etl/core';

/** What a read was found to cost. */
export interface CountedRead {
  readonly requests: number;
  /** Of all tables together. */
  readonly records: number;
}

/** How to find out what reading costs; `Part` is what is read in one go. */
export interface ReadCost<Part extends readonly unknown[]> {
  /** Account of the quota that the requests count against. */
  readonly quota: string;
  /** Asks the vendor, with as few requests as it allows: usually the first page, which tells the total. */
  readonly count: (...part: [...Part, request: EstimateRequest]) => Promise<CountedRead>;
}

/** The fewest requests that a read can cost. */
export function estimateLeast(quota: string, requests: number): ReadEstimate {
  return { requests: [{ quota, count: requests }], isExact: false };
}

/** What the vendor was asked about. Vendors' totals are hints, so this is never called exact. */
export function estimateCounted(quota: string, counts: readonly CountedRead[]): ReadEstimate {
  const sum = (of: keyof CountedRead): number => counts.reduce((total, count) => total + count[of], 0);
  return { requests: [{ quota, count: sum('requests') }], records: sum('records'), isExact: false };
}
