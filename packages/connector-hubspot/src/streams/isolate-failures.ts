import { isDeferredError, toEtlError, type Batch, type ReadRequest, type StreamItem } from '@etl/core';

/** A part of a stream that can fail without the others. */
export interface Part {
  /** Names the part in the failure. */
  readonly name: string;
  readonly read: () => AsyncIterable<Batch>;
}

/** Reads part after part. What stops one is told and does not hold up the others, unless it stops them all. */
export async function* isolateFailures(
  { signal }: Pick<ReadRequest, 'signal'>,
  parts: Iterable<Part>,
): AsyncGenerator<StreamItem> {
  for (const { name, read } of parts) {
    try {
      yield* read();
    } catch (error) {
      signal.throwIfAborted();
      if (isDeferredError(error)) throw error;
      yield { kind: 'partition_failure', partition: name, error: toEtlError(error) };
    }
  }
}
