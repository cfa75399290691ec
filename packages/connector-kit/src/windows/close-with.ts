import type { Batch, Checkpoint } from '@etl/core';

/** The same batches, the last one with `checkpoint` at its end; `empty` carries it when there are none. */
export async function* closeWith(
  batches: AsyncIterable<Batch>,
  checkpoint: Checkpoint,
  empty: Batch,
): AsyncGenerator<Batch> {
  let held: Batch | undefined;
  for await (const batch of batches) {
    if (held !== undefined) yield held;
    held = batch;
  }
  const last = held ?? empty;
  yield { ...last, checkpoints: [...(last.checkpoints ?? []), checkpoint] };
}
