import { describe, expect, it } from 'vitest';
import type { PartitionState } from '../contracts/state.js';
import { applyCheckpoint } from './apply-checkpoint.js';
import { planIntervals } from './plan-intervals.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LOOK_BACK = 7 * DAY;
const WINDOW = 3 * DAY;
const START = Date.parse('2024-01-01T00:00:00Z');

interface Run {
  readonly state: PartitionState;
  /** Length of all that was planned. */
  readonly read: number;
  readonly most: number;
}

/** One run at `now`: everything planned is read, window by window, each a little later than the one before. */
function runOnce(before: PartitionState, now: number, scope = 's'): Run {
  let state = before;
  let read = 0;
  let readAt = now;
  let most = 0;
  for (const planned of planIntervals(before.coverage, {
    from: START,
    to: now,
    scope,
    lookBack: LOOK_BACK,
  })) {
    for (let from = planned.from; from < planned.to; from += WINDOW) {
      const to = Math.min(from + WINDOW, planned.to);
      state = applyCheckpoint(state, {
        kind: 'covered',
        partition: '',
        from,
        to,
        readAt,
        scope,
        lookBack: LOOK_BACK,
      });
      read += to - from;
      readAt += 700;
      most = Math.max(most, state.coverage.length);
    }
  }
  return { state, read, most };
}

describe('a stream that runs every five minutes for a year', () => {
  it('holds a handful of intervals and reads no more than the look-back each time', () => {
    const firstRun = START + 365 * DAY;
    let { state } = runOnce({ coverage: [] }, firstRun);
    let most = 0;
    let mostRead = 0;
    for (let now = firstRun + 5 * MINUTE; now <= firstRun + 365 * DAY; now += 5 * MINUTE) {
      const run = runOnce(state, now);
      state = run.state;
      most = Math.max(most, run.most);
      mostRead = Math.max(mostRead, run.read);
    }
    expect(most).toBeLessThanOrEqual(2 * (LOOK_BACK / WINDOW) + 4);
    expect(mostRead).toBeLessThanOrEqual(LOOK_BACK + 5 * MINUTE);
    expect(mostRead).toBeGreaterThanOrEqual(LOOK_BACK);
    expect(state.coverage.at(-1)?.to).toBe(firstRun + 365 * DAY);
  });
});

describe('an outage of 30 days', () => {
  const lastRun = START + 100 * DAY;
  const { state } = runOnce(runOnce({ coverage: [] }, lastRun - DAY).state, lastRun);

  it('reads again all that was read within the look-back before it, and what it missed', () => {
    const now = lastRun + 30 * DAY;
    const plan = planIntervals(state.coverage, { from: START, to: now, scope: 's', lookBack: LOOK_BACK });
    expect(plan.at(-1)).toEqual({ from: lastRun, to: now, reason: 'uncovered' });
    expect(plan[0]?.reason).toBe('unsettled');
    expect(plan[0]?.from).toBe(lastRun - LOOK_BACK);
    expect(plan.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(30 * DAY + LOOK_BACK);
  });

  it('is over after one run', () => {
    const now = lastRun + 30 * DAY;
    const after = runOnce(state, now);
    const plan = planIntervals(after.state.coverage, {
      from: START,
      to: now,
      scope: 's',
      lookBack: LOOK_BACK,
    });
    expect(plan.every(({ reason }) => reason === 'unsettled')).toBe(true);
    expect(plan[0]?.from).toBeGreaterThanOrEqual(now - LOOK_BACK);
    expect(plan[0]?.from).toBeLessThan(now - LOOK_BACK + MINUTE);
  });
});

describe('another scope', () => {
  it('is read from the start and leaves the first as it was', () => {
    const now = START + 100 * DAY;
    const first = runOnce({ coverage: [] }, now).state;
    const second = runOnce(first, now, 'other');
    expect(second.read).toBe(100 * DAY);
    expect(second.state.coverage.filter(({ scope }) => scope === 's')).toEqual(first.coverage);
  });
});
