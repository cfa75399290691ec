import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import type { Batch } from '../contracts/batch.js';
import type { Writer } from '../contracts/destination.js';
import type { CommitReceipt } from '../contracts/receipt.js';
import { BatchLoader } from './batch-loader.js';
import { ManualClock } from './__fixtures__/manual-clock.js';
import { thingBatch } from './__fixtures__/toy-stream.js';

const BATCHES = 50;

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/** A writer that keeps nothing; its first commit ends when `end` is called. */
function slowWriter() {
  const running = Promise.withResolvers<undefined>();
  const receipt: CommitReceipt = { commit: 1, committedAt: 0, tables: [], bytes: 0 };
  const writer: Writer = {
    stage: () => Promise.resolve(),
    pending: { records: 1, bytes: 1 },
    commit: async () => {
      await running.promise;
      return receipt;
    },
    close: () => Promise.resolve(),
  };
  return { writer, end: running.resolve };
}

it('keeps no batch in memory that was staged while a commit ran', async () => {
  const { writer, end } = slowWriter();
  const seen: WeakRef<Batch>[] = [];
  let alive = Infinity;
  async function* batches(): AsyncGenerator<Batch> {
    for (let number = 0; number < BATCHES; number += 1) {
      const batch = thingBatch([String(number)]);
      seen.push(new WeakRef(batch));
      yield batch;
    }
    await new Promise((done) => setImmediate(done));
    collectGarbage();
    alive = seen.filter((reference) => reference.deref() !== undefined).length;
    end(undefined);
  }
  const nothing = (): void => undefined;
  // The first batch fills a commit; the writer then says that nothing more is pending.
  let calls = 0;
  const policy = { records: 1, bytes: Infinity, age: 60_000 };
  const once = Object.defineProperty(writer, 'pending', {
    get: () => ({ records: (calls += 1) === 1 ? 1 : 0, bytes: 0 }),
  });
  const listeners = { onStaged: nothing, onCommitStarted: nothing, onCommitted: nothing };
  await new BatchLoader({
    ...listeners,
    writer: once,
    clock: new ManualClock(),
    policy,
    tables: new Set(['things']),
  }).load(batches());
  expect(seen).toHaveLength(BATCHES);
  expect(alive).toBeLessThan(5);
});
