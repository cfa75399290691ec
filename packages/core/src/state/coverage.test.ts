import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CoveredCheckpoint } from '../contracts/checkpoint.js';
import type { Coverage, PartitionState } from '../contracts/state.js';
import {
  claimedRead,
  coveredCheckpoint,
  instantsOf,
  LENGTH,
  LINE,
  NaiveCoverage,
  SCOPES,
} from './__fixtures__/timeline.js';
import { applyCheckpoint } from './apply-checkpoint.js';
import { coverageHoles, planIntervals, uncoveredIntervals, unsettledIntervals } from './plan-intervals.js';

const LOOK_BACK = 5;
const checkpoints = fc.array(coveredCheckpoint(LOOK_BACK), { maxLength: 12 });
const range = fc
  .tuple(fc.nat(LENGTH), fc.nat(LENGTH))
  .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }));

function applyAll(list: readonly CoveredCheckpoint[]): Coverage {
  const none: PartitionState | undefined = undefined;
  return list.reduce<PartitionState | undefined>(applyCheckpoint, none)?.coverage ?? [];
}

function applyNaively(list: readonly CoveredCheckpoint[]): NaiveCoverage {
  const naive = new NaiveCoverage();
  for (const checkpoint of list) naive.apply(checkpoint);
  return naive;
}

function within(instants: readonly number[], { from, to }: { from: number; to: number }): number[] {
  return instants.filter((instant) => instant >= from && instant < to);
}

describe('coverage against a list of every instant', () => {
  it('covers exactly what was read', () => {
    fc.assert(
      fc.property(checkpoints, range, (list, asked) => {
        const naive = applyNaively(list);
        for (const scope of SCOPES) {
          const missing = LINE.filter((instant) => !naive.covered(scope).includes(instant));
          const planned = uncoveredIntervals(applyAll(list), { ...asked, scope });
          expect(instantsOf(planned)).toEqual(within(missing, asked));
        }
      }),
    );
  });

  it('plans again exactly what was read too early', () => {
    fc.assert(
      fc.property(checkpoints, range, (list, asked) => {
        const naive = applyNaively(list);
        for (const scope of SCOPES) {
          const planned = unsettledIntervals(applyAll(list), { ...asked, scope, lookBack: LOOK_BACK });
          expect(instantsOf(planned)).toEqual(within(naive.unsettled(scope, LOOK_BACK), asked));
        }
      }),
    );
  });

  it('never claims a later reading than there was, whatever look-back is asked for', () => {
    fc.assert(
      fc.property(checkpoints, (list) => {
        const naive = applyNaively(list);
        const coverage = applyAll(list);
        for (const scope of SCOPES) {
          for (const instant of naive.covered(scope)) {
            const claimed = claimedRead(coverage, scope, instant) ?? Infinity;
            expect(claimed).toBeLessThanOrEqual(naive.lastRead(scope, instant) ?? -Infinity);
          }
        }
      }),
    );
  });

  it('asks for nothing less when the look-back grows', () => {
    fc.assert(
      fc.property(checkpoints, fc.nat(30), (list, grown) => {
        const naive = applyNaively(list);
        for (const scope of SCOPES) {
          const lookBack = LOOK_BACK + grown;
          const planned = instantsOf(
            unsettledIntervals(applyAll(list), { from: 0, to: LENGTH, scope, lookBack }),
          );
          expect(planned).toEqual(expect.arrayContaining(naive.unsettled(scope, lookBack)));
        }
      }),
    );
  });

  it('does not depend on the order of the checkpoints', () => {
    const orders = checkpoints.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(orders, ([one, other]) => {
        for (const scope of SCOPES) {
          const asked = { from: 0, to: LENGTH, scope, lookBack: LOOK_BACK };
          const plans = [one, other].map((list) => {
            const coverage = applyAll(list);
            return [uncoveredIntervals(coverage, asked), unsettledIntervals(coverage, asked)];
          });
          expect(plans[0]).toEqual(plans[1]);
        }
      }),
    );
  });

  it('stays sorted, apart, and never empty', () => {
    fc.assert(
      fc.property(checkpoints, (list) => {
        const coverage = applyAll(list);
        coverage.forEach((interval, index) => {
          expect(interval.from).toBeLessThan(interval.to);
          const next = coverage[index + 1];
          if (next === undefined) return;
          if (next.scope === interval.scope) expect(interval.to).toBeLessThanOrEqual(next.from);
          else expect(interval.scope < next.scope).toBe(true);
        });
      }),
    );
  });

  // Merging settled neighbours keeps only a lower bound of what was known; applying a checkpoint again may raise it.
  it('plans the same, and claims no earlier reading, when the last checkpoint is applied again', () => {
    fc.assert(
      fc.property(checkpoints, coveredCheckpoint(LOOK_BACK), (list, last) => {
        const once = applyAll([...list, last]);
        const twice = applyCheckpoint({ coverage: once }, last).coverage;
        for (const scope of SCOPES) {
          const asked = { from: 0, to: LENGTH, scope, lookBack: LOOK_BACK };
          expect(planIntervals(twice, asked)).toEqual(planIntervals(once, asked));
          for (const instant of LINE) {
            const [before, after] = [once, twice].map((coverage) => claimedRead(coverage, scope, instant));
            expect(after ?? -Infinity).toBeGreaterThanOrEqual(before ?? -Infinity);
          }
        }
      }),
    );
  });

  it('leaves other scopes as they are', () => {
    fc.assert(
      fc.property(checkpoints, coveredCheckpoint(LOOK_BACK), (list, last) => {
        const before = applyAll(list);
        const after = applyCheckpoint({ coverage: before }, last).coverage;
        const others = (coverage: Coverage) => coverage.filter(({ scope }) => scope !== last.scope);
        expect(others(after)).toEqual(others(before));
      }),
    );
  });

  it('plans uncovered and unsettled parts in order, without overlap, and nothing else', () => {
    fc.assert(
      fc.property(checkpoints, range, (list, asked) => {
        const settling = { ...asked, scope: 'a', lookBack: LOOK_BACK };
        const coverage = applyAll(list);
        const plan = planIntervals(coverage, settling);
        plan.slice(1).forEach((next, index) => {
          expect(plan[index]?.to).toBeLessThanOrEqual(next.from);
        });
        const only = (reason: string) =>
          plan.filter((part) => part.reason === reason).map(({ from, to }) => ({ from, to }));
        expect(only('uncovered')).toEqual(uncoveredIntervals(coverage, settling));
        expect(only('unsettled')).toEqual(unsettledIntervals(coverage, settling));
      }),
    );
  });

  it('is settled after everything planned was read late enough', () => {
    fc.assert(
      fc.property(checkpoints, (list) => {
        const asked = { from: 0, to: LENGTH, scope: 'a', lookBack: LOOK_BACK };
        const readAt = LENGTH + LOOK_BACK;
        const state = planIntervals(applyAll(list), asked).reduce<PartitionState>(
          (before, { from, to }) =>
            applyCheckpoint(before, {
              kind: 'covered',
              partition: '',
              from,
              to,
              readAt,
              scope: 'a',
              lookBack: LOOK_BACK,
            }),
          { coverage: applyAll(list) },
        );
        expect(planIntervals(state.coverage, asked)).toEqual([]);
        expect(state.coverage.filter(({ scope }) => scope === 'a')).toHaveLength(1);
      }),
    );
  });

  it('finds the holes between the first and the last instant covered', () => {
    fc.assert(
      fc.property(checkpoints, (list) => {
        const covered = applyNaively(list).covered('a');
        const [first = 0] = covered;
        const last = covered.at(-1) ?? 0;
        const holes = LINE.filter(
          (instant) => instant > first && instant < last && !covered.includes(instant),
        );
        expect(instantsOf(coverageHoles(applyAll(list), 'a'))).toEqual(holes);
      }),
    );
  });
});
