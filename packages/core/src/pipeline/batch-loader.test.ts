import { describe, expect, it } from 'vitest';
import type { Batch } from '../contracts/batch.js';
import { BatchLoader } from './batch-loader.js';
import { ManualClock } from './__fixtures__/manual-clock.js';
import { MemorySession } from './__fixtures__/memory-session.js';
import { thingBatch, toyStream } from './__fixtures__/toy-stream.js';
import type { CommitPolicy } from './commit-policy.js';

const HUGE = { records: 1_000_000, bytes: 1_000_000_000, age: 60_000 };

async function load(batches: AsyncIterable<Batch>, policy: CommitPolicy = HUGE, clock = new ManualClock()) {
  const session = new MemorySession();
  return { session, clock, loading: loadInto(session, batches, policy, clock) };
}

async function loadInto(
  session: MemorySession,
  batches: AsyncIterable<Batch>,
  policy: CommitPolicy,
  clock: ManualClock,
) {
  const stream = toyStream(() => of());
  const key = { source: 'toy', stream: stream.name };
  const lease = await session.acquireLease(key, 'run');
  const writer = await session.openWriter({
    stream: key,
    schema: 'toy',
    tables: stream.tables,
    lease,
    runId: 'run',
    deletionBrake: { share: 1, rows: 0 },
  });
  const nothing = (): void => undefined;
  const tables = new Set(['things']);
  const listener = { onStaged: nothing, onCommitStarted: nothing, onCommitted: nothing };
  await new BatchLoader({ ...listener, writer, clock, policy, tables }).load(batches);
}

async function* of(...batches: Batch[]): AsyncGenerator<Batch> {
  for (const batch of batches) yield await Promise.resolve(batch);
}

async function turns(count = 100): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
}

describe('BatchLoader', () => {
  it('commits once at the end, with all checkpoints in order', async () => {
    const { session, loading } = await load(
      of(thingBatch(['1'], 'a'), thingBatch(['2'], 'b'), thingBatch(['3'])),
    );
    await loading;
    expect(session.commits).toHaveLength(1);
    expect(session.commits[0]?.records).toEqual(['{"id":"1"}', '{"id":"2"}', '{"id":"3"}']);
    expect(session.state.get('')?.resume).toBe('b');
  });

  it('commits when enough records are staged, each checkpoint with or after its batch', async () => {
    const { session, loading } = await load(of(thingBatch(['1', '2'], 'a'), thingBatch(['3'], 'b')), {
      ...HUGE,
      records: 2,
    });
    await loading;
    expect(session.commits.map((commit) => commit.records.length)).toEqual([2, 1]);
    expect(session.commits[0]?.checkpoints).toEqual([{ kind: 'resume', partition: '', value: 'a' }]);
  });

  it('commits when enough bytes are staged', async () => {
    const { session, loading } = await load(of(thingBatch(['1']), thingBatch(['2'])), { ...HUGE, bytes: 5 });
    await loading;
    expect(session.commits).toHaveLength(2);
  });

  it('stages the next batches while a commit runs and gives them to the next commit', async () => {
    const session = new MemorySession();
    const firstCommit = Promise.withResolvers<undefined>();
    session.beforeCommit = () => (session.commits.length === 0 ? firstCommit.promise : Promise.resolve());
    let yielded = 0;
    async function* source(): AsyncGenerator<Batch> {
      for (const id of ['1', '2', '3']) {
        yielded += 1;
        yield await Promise.resolve(thingBatch([id], id));
      }
    }
    const policy = { ...HUGE, records: 2 };
    const loading = loadInto(session, source(), { ...policy, records: 1 }, new ManualClock());
    await turns();
    expect(yielded).toBeGreaterThan(1);
    expect(session.commits).toHaveLength(0);
    firstCommit.resolve(undefined);
    await loading;
    expect(session.commits.flatMap((commit) => commit.records)).toEqual([
      '{"id":"1"}',
      '{"id":"2"}',
      '{"id":"3"}',
    ]);
    expect(session.commits[0]?.checkpoints).toHaveLength(1);
  });

  it('commits by age while the source is waiting', async () => {
    const gate = Promise.withResolvers<undefined>();
    async function* slow(): AsyncGenerator<Batch> {
      yield thingBatch(['1'], 'a');
      await gate.promise;
      yield thingBatch(['2'], 'b');
    }
    const { session, clock, loading } = await load(slow());
    await turns();
    expect(session.commits).toHaveLength(0);
    clock.advance(60_000);
    await turns();
    expect(session.commits).toHaveLength(1);
    expect(session.state.get('')?.resume).toBe('a');
    gate.resolve(undefined);
    await loading;
    expect(session.commits).toHaveLength(2);
  });

  it('commits what came before a failure of the source, then throws the failure', async () => {
    async function* breaking(): AsyncGenerator<Batch> {
      yield thingBatch(['1'], 'a');
      await Promise.resolve();
      throw new Error('page 2 broke');
    }
    const { session, loading } = await load(breaking());
    await expect(loading).rejects.toThrow('page 2 broke');
    expect(session.commits).toHaveLength(1);
    expect(session.state.get('')?.resume).toBe('a');
  });

  it('commits nothing when the source fails at once', async () => {
    async function* broken(): AsyncGenerator<Batch> {
      await Promise.reject(new Error('page 1 broke'));
      yield thingBatch([]);
    }
    const { session, loading } = await load(broken());
    await expect(loading).rejects.toThrow('page 1 broke');
    expect(session.commits).toHaveLength(0);
  });

  it('commits once even when there was nothing to read', async () => {
    const { session, loading } = await load(of());
    await loading;
    expect(session.commits).toHaveLength(1);
  });

  it('stops the source when a commit fails', async () => {
    const session = new MemorySession();
    session.beforeCommit = () => Promise.reject(new Error('disk full'));
    let stopped = false;
    async function* endless(): AsyncGenerator<Batch> {
      try {
        for (;;) yield await Promise.resolve(thingBatch(['1'], 'a'));
      } finally {
        stopped = true;
      }
    }
    await expect(loadInto(session, endless(), { ...HUGE, records: 1 }, new ManualClock())).rejects.toThrow(
      'disk full',
    );
    await turns();
    expect(stopped).toBe(true);
    expect(session.commits).toHaveLength(0);
  });

  it('keeps the checkpoints of tables that are not selected, not their records', async () => {
    const { session, loading } = await load(of({ ...thingBatch(['9'], 'z'), table: 'others' }));
    await loading;
    expect(session.commits[0]?.records).toEqual([]);
    expect(session.state.get('')?.resume).toBe('z');
  });
});
