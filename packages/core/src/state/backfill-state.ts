import type { Instant } from '../contracts/instant.js';
import type { PartitionState, StreamState } from '../contracts/state.js';
import { formatInstant } from '../instant/format-instant.js';
import { parseInstant } from '../instant/parse-instant.js';

/** The half-open range that a backfill reads again. */
export interface BackfillRange {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

/** A backfill that has not finished, as its partition tells. */
export interface UnfinishedBackfill extends BackfillRange {
  /** Where it keeps what it has read. */
  readonly partition: string;
  /** When its first reading began. */
  readonly startedAt: Instant;
}

const OWN = /^#backfill (\S+)\/(\S+) (.*)$/su;
/** Whatever the look-back: what a backfill has read it does not read twice. */
const SETTLED = Number.MAX_SAFE_INTEGER;

/** The partition in which the backfill of a range keeps what it has read of one of the stream's partitions. */
export function backfillPartition({ from, to }: BackfillRange, partition: string): string {
  return `#backfill ${formatInstant(from)}/${formatInstant(to)} ${partition}`;
}

/** A stream's state as its ordinary runs know it. */
export function withoutBackfills(state: StreamState): StreamState {
  return new Map([...state].filter(([name]) => parse(name) === undefined));
}

/** A stream's state as the backfill of a range knows it: nothing is read but what this backfill has read, and that is final. */
export function stateOfBackfill(state: StreamState, range: BackfillRange): StreamState {
  return new Map(
    ownPartitions(state, range).map(([partition, own]) => [
      partition,
      { ...own, coverage: own.coverage.map((interval) => ({ ...interval, lag: SETTLED })) },
    ]),
  );
}

/** Names of the partitions that the backfill of a range keeps for itself. */
export function partitionsOfBackfill(state: StreamState, range: BackfillRange): readonly string[] {
  return ownPartitions(state, range).map(([partition]) => backfillPartition(range, partition));
}

/** Backfills that were begun and did not come to their end. */
export function unfinishedBackfills(state: StreamState): readonly UnfinishedBackfill[] {
  return [...state].flatMap(([partition, { coverage }]) => {
    const own = parse(partition);
    if (own === undefined) return [];
    const startedAt = Math.min(...coverage.map(({ readAt }) => readAt));
    return coverage.length === 0 ? [] : [{ from: own.from, to: own.to, partition, startedAt }];
  });
}

function ownPartitions(state: StreamState, { from, to }: BackfillRange): [string, PartitionState][] {
  return [...state].flatMap(([name, known]): [string, PartitionState][] => {
    const own = parse(name);
    return own?.from === from && own.to === to ? [[own.partition, known]] : [];
  });
}

function parse(name: string): (BackfillRange & { readonly partition: string }) | undefined {
  const [, from = '', to = '', partition = ''] = OWN.exec(name) ?? [];
  const range = { from: parseInstant(from), to: parseInstant(to) };
  if (range.from === undefined || range.to === undefined) return undefined;
  return { from: range.from, to: range.to, partition };
}
