import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planWindows, splitWindow, type WindowPlanRequest } from './plan-windows.js';

const HOUR = 3_600_000;
const request = (parts: Partial<WindowPlanRequest> = {}): WindowPlanRequest => ({
  coverage: [],
  scope: 's',
  from: 0,
  to: 10 * HOUR,
  lookBack: 2 * HOUR,
  maxWindow: 4 * HOUR,
  ...parts,
});

describe('planWindows', () => {
  it('cuts what was never read into windows, oldest first', () => {
    expect(planWindows(request())).toEqual([
      { from: 0, to: 4 * HOUR, reason: 'uncovered', divisible: true },
      { from: 4 * HOUR, to: 8 * HOUR, reason: 'uncovered', divisible: true },
      { from: 8 * HOUR, to: 10 * HOUR, reason: 'uncovered', divisible: true },
    ]);
  });

  it('reads what is not settled together with what is new, in as few windows as fit', () => {
    const coverage = [
      { from: 0, to: 7 * HOUR, readAt: 7 * HOUR, scope: 's' },
      { from: 7 * HOUR, to: 9 * HOUR, readAt: 9 * HOUR, scope: 's' },
    ];
    expect(
      planWindows(request({ coverage, to: 9 * HOUR })).map(({ from, to, reason }) => [from, to, reason]),
    ).toEqual([[5 * HOUR, 9 * HOUR, 'unsettled']]);
    expect(
      planWindows(request({ coverage, maxWindow: 5 * HOUR })).map(({ from, to, reason }) => [
        from,
        to,
        reason,
      ]),
    ).toEqual([[5 * HOUR, 10 * HOUR, 'uncovered']]);
  });

  it('leaves alone what cannot be settled yet, where it is told to', () => {
    const coverage = [{ from: 0, to: 7 * HOUR, readAt: 7 * HOUR, scope: 's' }];
    const plan = (settleBefore: number) =>
      planWindows(request({ coverage, settleBefore })).map(({ from, to, reason }) => [from, to, reason]);

    expect(plan(5 * HOUR)).toEqual([[7 * HOUR, 10 * HOUR, 'uncovered']]);
    expect(plan(6 * HOUR)).toEqual([
      [5 * HOUR, 6 * HOUR, 'unsettled'],
      [7 * HOUR, 10 * HOUR, 'uncovered'],
    ]);
    expect(plan(8 * HOUR)).toEqual([
      [5 * HOUR, 9 * HOUR, 'uncovered'],
      [9 * HOUR, 10 * HOUR, 'uncovered'],
    ]);
  });

  it('plans nothing where everything is settled, and all of it in another scope', () => {
    const coverage = [{ from: 0, to: 10 * HOUR, readAt: 12 * HOUR, scope: 's' }];
    expect(planWindows(request({ coverage }))).toEqual([]);
    expect(planWindows(request({ coverage, scope: 'other' }))).toHaveLength(3);
  });

  it.each([
    [5, 5],
    [5, 3],
  ])('plans nothing from %d to %d', (from, to) => {
    expect(planWindows(request({ from, to }))).toEqual([]);
  });

  it('covers what is asked exactly, without overlap, in windows no longer than allowed', () => {
    const interval = fc
      .tuple(fc.nat(100), fc.integer({ min: 1, max: 40 }), fc.nat(200))
      .map(([from, length, readAt]) => ({ from, to: from + length, readAt, scope: 's' }));
    fc.assert(
      fc.property(
        fc.option(interval),
        fc.nat(100),
        fc.nat(150),
        fc.nat(50),
        fc.integer({ min: 1, max: 30 }),
        (known, from, to, lookBack, maxWindow) => {
          const coverage = known === null ? [] : [known];
          const windows = planWindows({ coverage, scope: 's', from, to, lookBack, maxWindow });
          const planned = windows.flatMap((window) => range(window.from, window.to));
          const isFinal = (instant: number) =>
            known !== null &&
            instant >= known.from &&
            instant < known.to &&
            known.readAt >= instant + lookBack + 1;
          expect(planned).toEqual([...new Set(planned)].sort((left, right) => left - right));
          expect(
            range(from, to).filter((instant) => !isFinal(instant) && !planned.includes(instant)),
          ).toEqual([]);
          for (const window of windows) {
            expect(window.to - window.from).toBeGreaterThanOrEqual(1);
            expect(window.to - window.from).toBeLessThanOrEqual(maxWindow);
            expect(window.divisible).toBe(window.to - window.from > 1);
          }
        },
      ),
    );
  });
});

describe('splitWindow', () => {
  it('makes at least two parts that follow one another, none shorter than a millisecond', () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.integer({ min: 2, max: 5000 }),
        fc.integer({ min: -3, max: 1e9 }),
        (from, length, parts) => {
          const window = { from, to: from + length, reason: 'unsettled', divisible: true } as const;
          const split = splitWindow(window, parts, 1);
          expect(split.length).toBeGreaterThanOrEqual(2);
          expect(split[0]?.from).toBe(from);
          expect(split.at(-1)?.to).toBe(window.to);
          split.slice(1).forEach((part, index) => {
            expect(part.from).toBe(split[index]?.to);
          });
          expect(split.every((part) => part.to > part.from && part.reason === 'unsettled')).toBe(true);
        },
      ),
    );
  });
});

describe('resolution', () => {
  it('cuts on whole units of it, and calls divisible only what holds more than one', () => {
    const windows = planWindows(request({ from: 1500, to: 9200, maxWindow: 2500, resolution: 1000 }));
    expect(windows.map(({ from, to, divisible }) => [from, to, divisible])).toEqual([
      [1500, 3000, true],
      [3000, 5000, true],
      [5000, 7000, true],
      [7000, 9000, true],
      [9000, 9200, false],
    ]);
  });

  it('splits down to single units, whatever the window', () => {
    const scenario = [
      fc.nat(10_000),
      fc.integer({ min: 2, max: 10_000 }),
      fc.integer({ min: 1, max: 3000 }),
      fc.nat(100),
    ] as const;
    fc.assert(
      fc.property(...scenario, (from, length, resolution, parts) => {
        fc.pre(length > resolution);
        const window = { from, to: from + length, reason: 'uncovered', divisible: true } as const;
        const split = splitWindow(window, parts, resolution);
        expect(split.length).toBeGreaterThanOrEqual(2);
        expect(
          split
            .map((part) => part.to)
            .slice(0, -1)
            .every((edge) => edge % resolution === 0),
        ).toBe(true);
        expect(split.map((part) => part.from).slice(1)).toEqual(split.map((part) => part.to).slice(0, -1));
        expect([split[0]?.from, split.at(-1)?.to]).toEqual([window.from, window.to]);
        for (const part of split) expect(part.divisible).toBe(part.to - part.from > resolution);
      }),
    );
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
