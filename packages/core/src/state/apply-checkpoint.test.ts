import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../contracts/checkpoint.js';
import type { PartitionState } from '../contracts/state.js';
import { applyCheckpoint } from './apply-checkpoint.js';

const covered = (from: number, to: number, readAt: number, lookBack = 10): Checkpoint => ({
  kind: 'covered',
  partition: 'p',
  from,
  to,
  readAt,
  scope: 's',
  lookBack,
});
const complete = (sweep: string, readAt: number): Checkpoint => ({
  kind: 'complete',
  partition: 'p',
  sweep,
  table: 't',
  within: [],
  readAt,
});

function apply(state: PartitionState | undefined, ...checkpoints: Checkpoint[]): PartitionState | undefined {
  return checkpoints.reduce<PartitionState | undefined>(applyCheckpoint, state);
}

describe('covered', () => {
  it('starts from nothing', () => {
    expect(apply(undefined, covered(0, 50, 100))).toEqual({
      coverage: [{ from: 0, to: 50, readAt: 100, scope: 's' }],
    });
  });

  it('keeps the outer remains of what it replaces', () => {
    expect(apply(undefined, covered(0, 50, 50, 100), covered(20, 30, 51, 100))?.coverage).toEqual([
      { from: 0, to: 20, readAt: 50, scope: 's' },
      { from: 20, to: 30, readAt: 51, scope: 's' },
      { from: 30, to: 50, readAt: 50, scope: 's' },
    ]);
  });

  it('joins settled neighbours and remembers the shortest lag', () => {
    expect(apply(undefined, covered(0, 50, 60), covered(50, 80, 95))?.coverage).toEqual([
      { from: 0, to: 80, readAt: 60, lag: 10, scope: 's' },
    ]);
  });

  it('needs no lag where the reading time alone says enough', () => {
    expect(apply(undefined, covered(0, 50, 95), covered(50, 80, 95))?.coverage).toEqual([
      { from: 0, to: 80, readAt: 95, scope: 's' },
    ]);
  });

  it('joins unsettled neighbours only when they were read at the same time', () => {
    expect(apply(undefined, covered(0, 50, 80), covered(50, 80, 80))?.coverage).toHaveLength(1);
    expect(apply(undefined, covered(0, 50, 79), covered(50, 80, 80))?.coverage).toHaveLength(2);
  });

  it('does not join across a gap', () => {
    expect(apply(undefined, covered(0, 50, 95), covered(51, 80, 95))?.coverage).toHaveLength(2);
  });

  it('keeps a later reading against an earlier one that arrives late', () => {
    const state = apply(undefined, covered(0, 50, 55));
    expect(apply(state, covered(0, 50, 52))).toEqual(state);
    expect(apply(state, covered(40, 60, 52))?.coverage).toEqual([
      { from: 0, to: 50, readAt: 55, scope: 's' },
      { from: 50, to: 60, readAt: 52, scope: 's' },
    ]);
  });

  it('ignores a reversed interval', () => {
    const state = apply(undefined, covered(0, 50, 55));
    expect(apply(state, covered(40, 10, 60))).toEqual(state);
  });

  it('ignores an empty interval', () => {
    expect(apply({ coverage: [] }, covered(50, 50, 60))).toEqual({ coverage: [] });
  });

  it('leaves resume value and sweeps alone', () => {
    const state = { coverage: [], resume: { after: '7' }, completed: { users: 5 } };
    expect(apply(state, covered(0, 1, 2))).toMatchObject({ resume: { after: '7' }, completed: { users: 5 } });
  });
});

describe('resume', () => {
  it('replaces the value, and null forgets it', () => {
    const started = apply(undefined, { kind: 'resume', partition: 'p', value: 'a' });
    expect(started).toEqual({ coverage: [], resume: 'a' });
    expect(apply(started, { kind: 'resume', partition: 'p', value: 'b' })).toEqual({
      coverage: [],
      resume: 'b',
    });
    expect(apply(started, { kind: 'resume', partition: 'p', value: null })).toEqual({ coverage: [] });
  });

  it('leaves the sweeps alone when it is forgotten', () => {
    const state = { coverage: [], resume: 'a', completed: { users: 5 } };
    expect(apply(state, { kind: 'resume', partition: 'p', value: null })).toEqual({
      coverage: [],
      completed: { users: 5 },
    });
  });
});

describe('complete', () => {
  it('dates the sweep and forgets the resume value', () => {
    const state = apply({ coverage: [], resume: 'a', completed: { users: 5 } }, complete('calls', 9));
    expect(state).toEqual({ coverage: [], completed: { users: 5, calls: 9 } });
    expect(apply(state, complete('users', 11))?.completed).toEqual({ users: 11, calls: 9 });
  });

  it('takes a sweep of any name', () => {
    const completed = apply(undefined, complete('__proto__', 9))?.completed;
    expect(Object.entries(completed ?? {})).toEqual([['__proto__', 9]]);
  });
});
