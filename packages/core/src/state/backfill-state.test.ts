import { describe, expect, it } from 'vitest';
import type { PartitionState, StreamState } from '../contracts/state.js';
import {
  backfillPartition,
  partitionsOfBackfill,
  stateOfBackfill,
  unfinishedBackfills,
  withoutBackfills,
} from './backfill-state.js';
import { planIntervals } from './plan-intervals.js';

const RANGE = { from: 1_000, to: 5_000 };
const OTHER = { from: 1_000, to: 6_000 };

function covered(from: number, to: number, readAt: number): PartitionState {
  return { coverage: [{ from, to, readAt, scope: 's' }] };
}

const NAMES = ['', 'C01', 'a/b c', '#backfill', 'line\nbreak'];

function stateWith(range = RANGE): StreamState {
  return new Map([
    ...NAMES.map((name) => [name, covered(0, 100, 200)] as const),
    ...NAMES.map(
      (name, index) => [backfillPartition(range, name), covered(1_000, 2_000 + index, 2_500)] as const,
    ),
  ]);
}

describe('the state of a stream with an unfinished backfill', () => {
  it('shows runs what they know, and the backfill what it has read', () => {
    const state = stateWith();
    expect([...withoutBackfills(state).keys()]).toEqual(NAMES);
    const own = stateOfBackfill(state, RANGE);
    expect([...own.keys()]).toEqual(NAMES);
    expect(own.get('C01')?.coverage).toMatchObject([{ from: 1_000, to: 2_001, readAt: 2_500 }]);
    expect(partitionsOfBackfill(state, RANGE)).toEqual(NAMES.map((name) => backfillPartition(RANGE, name)));
  });

  it('lets the backfill read nothing twice, however young it was when it was read', () => {
    const { coverage = [] } = stateOfBackfill(stateWith(), RANGE).get('') ?? {};
    const plan = planIntervals(coverage, { ...RANGE, scope: 's', lookBack: 1_000_000 });
    expect(plan).toEqual([{ from: 2_000, to: 5_000, reason: 'uncovered' }]);
  });

  it('is another one for another range', () => {
    expect(stateOfBackfill(stateWith(), OTHER).size).toBe(0);
    expect(partitionsOfBackfill(stateWith(), OTHER)).toEqual([]);
  });

  it('tells which backfills were begun, and when', () => {
    const state = new Map([
      ['', covered(0, 1, 2)],
      [backfillPartition(OTHER, ''), covered(1_000, 2_000, 2_500)],
      [backfillPartition(RANGE, ''), { coverage: [], resume: 'x' }],
    ]);
    const partition = backfillPartition(OTHER, '');
    expect(partition).toBe('#backfill 1970-01-01T00:00:01.000Z/1970-01-01T00:00:06.000Z ');
    expect(unfinishedBackfills(state)).toEqual([{ ...OTHER, partition, startedAt: 2_500 }]);
  });
});
