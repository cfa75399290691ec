import type { Batch, Instant, SourceEvent, Stream, StreamState } from '@etl/core';

export interface ReadOptions {
  readonly state: StreamState;
  readonly startedAt: Instant;
  readonly since?: Instant;
  readonly until?: Instant;
  readonly tables?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
  readonly report?: (event: SourceEvent) => void;
}

/** All that came out of one read. */
export interface StreamReading {
  readonly stream: Stream;
  readonly batches: readonly Batch[];
  /** What the read failed with, or the first partition. */
  readonly error: unknown;
}

export async function readStream(stream: Stream, options: ReadOptions): Promise<StreamReading> {
  const batches: Batch[] = [];
  const errors: unknown[] = [];
  try {
    for await (const item of stream.read(buildRequest(stream, options))) {
      if (item.kind === 'batch') batches.push(item);
      else errors.push(item.error);
    }
  } catch (error) {
    errors.push(error);
  }
  return { stream, batches, error: errors[0] };
}

export function buildRequest(stream: Stream, options: ReadOptions): Parameters<Stream['read']>[0] {
  const tables = new Set(stream.tables.map((table) => table.name));
  return { tables, signal: new AbortController().signal, report: () => undefined, ...options };
}

/** How many batches, from the first, end with each checkpoint: every state that a commit can leave behind. */
export function prefixLengths(batches: readonly Batch[]): number[] {
  return batches.flatMap((batch, index) => ((batch.checkpoints?.length ?? 0) > 0 ? [index + 1] : []));
}

/** At most `count` of `0 … total - 1`: the first, the last, and some evenly between. */
export function spread(total: number, count: number): number[] {
  if (total <= count) return Array.from({ length: total }, (_, index) => index);
  const step = (total - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => Math.round(index * step));
}
