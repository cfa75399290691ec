import {
  describeCoverage,
  newestCovered,
  unfinishedBackfills,
  type CoveragePart,
  type Instant,
  type PlannedRead,
  type StreamReceipt,
  type StreamState,
  type UnfinishedBackfill,
} from '@etl/core';
import type { PlannedStream } from '@etl/core/pipeline';

/** What is known of one stream. */
export interface StreamStatus {
  readonly source: string;
  readonly stream: string;
  /** How its runs ended, newest first. */
  readonly runs: readonly StreamReceipt[];
  /** Everything until then has been read; of a stream that is read whole, when that last happened. */
  readonly freshTo?: Instant;
  readonly coverage: readonly PartitionCoverage[];
  readonly backfills: readonly UnfinishedBackfill[];
}

/** What a partition covers, from the start date to now. */
export interface PartitionCoverage {
  readonly partition: string;
  readonly parts: readonly CoveragePart[];
}

/**
 * @param state what the stream has committed.
 * @param now when the next run would begin.
 */
export function buildStreamStatus(
  { source, stream, tables }: PlannedStream,
  state: StreamState,
  runs: readonly StreamReceipt[],
  now: Instant,
): StreamStatus {
  const wanted = new Set(tables.map(({ name }) => name));
  const whole = joinReads(stream.plan({ state: new Map(), startedAt: now, tables: wanted }));
  const fresh = whole.map((read) => freshTo(read, state));
  const newest = fresh.includes(undefined) ? undefined : Math.min(...fresh.map((instant) => instant ?? now));
  return {
    source: source.name,
    stream: stream.name,
    runs,
    ...(newest === undefined || whole.length === 0 ? {} : { freshTo: newest }),
    coverage: whole.filter(isOfTime).map((read) => ({
      partition: read.partition,
      parts: describeCoverage(coverageOf(read, state), { ...read, lookBack: stream.lookBack ?? 0 }),
    })),
    backfills: unfinishedBackfills(state),
  };
}

/** Windows of one partition that touch, as one. */
function joinReads(reads: readonly PlannedRead[]): PlannedRead[] {
  const joined: PlannedRead[] = [];
  for (const read of reads) {
    const last = joined.at(-1);
    const touches = last?.partition === read.partition && last.to !== undefined && last.to === read.from;
    if (touches) joined[joined.length - 1] = { ...last, ...(read.to === undefined ? {} : { to: read.to }) };
    else joined.push(read);
  }
  return joined;
}

function freshTo(read: PlannedRead, state: StreamState): Instant | undefined {
  if (isOfTime(read)) return newestCovered(coverageOf(read, state), read.scope);
  const completed = Object.values(state.get(read.partition)?.completed ?? {});
  return completed.length === 0 ? undefined : Math.max(...completed);
}

function coverageOf({ partition }: PlannedRead, state: StreamState) {
  return state.get(partition)?.coverage ?? [];
}

type ReadOfTime = PlannedRead & Required<Pick<PlannedRead, 'from' | 'to' | 'scope'>>;

function isOfTime(read: PlannedRead): read is ReadOfTime {
  return read.from !== undefined && read.to !== undefined && read.scope !== undefined;
}
