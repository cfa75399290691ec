import { describe, expect, it } from 'vitest';
import type { Batch } from '../contracts/batch.js';
import type { Checkpoint } from '../contracts/checkpoint.js';
import type { Session, Writer } from '../contracts/destination.js';
import type { CommitReceipt } from '../contracts/receipt.js';
import type { StreamState } from '../contracts/state.js';
import { backfillPartition } from '../state/backfill-state.js';
import { toyStream } from './__fixtures__/toy-stream.js';
import { backfillMode, canBackfill } from './backfill.js';

const RANGE = { from: 1_000, to: 5_000 };
const own = (name: string): string => backfillPartition(RANGE, name);
const RECEIPT: CommitReceipt = { commit: 1, committedAt: 0, tables: [], bytes: 0 };

function recordingWriter() {
  const staged: Batch[] = [];
  const committed: Checkpoint[] = [];
  let isClosed = false;
  const writer: Writer = {
    pending: { records: 3, bytes: 4 },
    stage: async (batch) => void staged.push(batch),
    commit: async (checkpoints) => {
      committed.push(...checkpoints);
      return RECEIPT;
    },
    close: async () => void (isClosed = true),
  };
  return { writer, staged, committed, isClosed: () => isClosed };
}

describe('a backfill', () => {
  const mode = backfillMode(RANGE);

  it('reads its range under a lease of its own, and says so in its receipt', () => {
    expect(mode.leaseOf({ source: 'gong', stream: 'calls' })).toEqual({
      source: 'gong',
      stream: 'calls#backfill',
    });
    expect(mode.range).toEqual({ since: 1_000, until: 5_000 });
    expect(mode.mark).toEqual({ backfill: RANGE });
  });

  it('adds what it covers to what is known; its walk and its sweep stay its own', async () => {
    const { writer, committed, staged, isClosed } = recordingWriter();
    const backfill = mode.wrap(writer);
    const covered = {
      kind: 'covered',
      partition: 'C1',
      from: 1,
      to: 2,
      readAt: 3,
      scope: 's',
      lookBack: 0,
    } as const;
    const resume = { kind: 'resume', partition: 'C1', value: 'x' } as const;
    const complete = {
      kind: 'complete',
      partition: '',
      sweep: 'all',
      table: 't',
      within: [],
      readAt: 3,
    } as const;
    expect(await backfill.commit([covered, resume, complete])).toBe(RECEIPT);
    expect(committed).toEqual([
      covered,
      { ...covered, partition: own('C1') },
      { ...resume, partition: own('C1') },
      { ...complete, partition: own(''), sweep: own('all') },
    ]);
    const batch: Batch = { kind: 'batch', table: 't', records: [], fetched: 0 };
    await backfill.stage(batch);
    await backfill.stage({ ...batch, sweep: 'all' });
    expect(staged).toEqual([batch, { ...batch, sweep: own('all') }]);
    expect(backfill.pending).toEqual({ records: 3, bytes: 4 });
    await backfill.close();
    expect(isClosed()).toBe(true);
  });

  it('forgets its own partitions when it has finished, and no others', async () => {
    const forgotten: (string | undefined)[] = [];
    const names = ['', 'C1', own(''), own('C1'), backfillPartition({ from: 1, to: 2 }, '')];
    const state: StreamState = new Map(names.map((name) => [name, { coverage: [] }]));
    const session = {
      readState: async () => state,
      resetState: async (_: unknown, partition: string) => void forgotten.push(partition),
    } as unknown as Session;
    await mode.finish(session, { source: 'gong', stream: 'calls' });
    expect(forgotten).toEqual([own(''), own('C1')]);
  });

  it('is for streams that are read by time', () => {
    const stream = toyStream(() => {
      throw new Error('read');
    });
    const planning = (reason: 'uncovered' | 'snapshot') => ({
      ...stream,
      plan: () => [{ partition: '', reason }],
    });
    expect(canBackfill(planning('uncovered'), 0)).toBe(true);
    expect(canBackfill(planning('snapshot'), 0)).toBe(false);
    expect(canBackfill(stream, 0)).toBe(true);
  });
});
