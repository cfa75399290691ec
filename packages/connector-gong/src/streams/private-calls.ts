import type { Batch, Deletion, SourceRecord } from '@etl/core';
import { isPrivate, readCallId } from './call-record.js';

/** A page's calls, parted by whether they may be stored. */
export interface PartedCalls {
  readonly kept: readonly SourceRecord[];
  readonly leftOut: readonly SourceRecord[];
}

export function partPrivateCalls(records: readonly SourceRecord[], includePrivate: boolean): PartedCalls {
  if (includePrivate) return { kept: records, leftOut: [] };
  const parted = Map.groupBy(records, isPrivate);
  return { kept: parted.get(false) ?? [], leftOut: parted.get(true) ?? [] };
}

/** What a batch tells about calls that were left out: how many, and that rows stored before they became private go. */
export function describeLeftOut(leftOut: readonly SourceRecord[]): Pick<Batch, 'filtered' | 'deletions'> {
  if (leftOut.length === 0) return {};
  return { filtered: { private_call: leftOut.length }, deletions: buildDeletions(leftOut) };
}

export function buildDeletions(leftOut: readonly SourceRecord[]): readonly Deletion[] {
  return readCallIds(leftOut).map((id) => ({ key: [id], evidence: 'metaData.isPrivate is true' }));
}

export function readCallIds(records: readonly SourceRecord[]): readonly string[] {
  return records.map(readCallId).filter((id) => id !== undefined);
}
