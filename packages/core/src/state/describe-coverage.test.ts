import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PartitionState } from '../contracts/state.js';
import {
  coveredCheckpoint,
  instantsOf,
  LENGTH,
  LINE,
  NaiveCoverage,
  SCOPES,
} from './__fixtures__/timeline.js';
import { applyCheckpoint } from './apply-checkpoint.js';
import { describeCoverage, newestCovered } from './describe-coverage.js';

const LOOK_BACK = 5;
const histories = fc.array(coveredCheckpoint(LOOK_BACK), { maxLength: 12 });

describe('a description of coverage against a list of every instant', () => {
  it('tells of each instant what was read of it, in parts that follow one another', () => {
    fc.assert(
      fc.property(histories, (list) => {
        const naive = new NaiveCoverage();
        let state: PartitionState = { coverage: [] };
        for (const checkpoint of list) {
          naive.apply(checkpoint);
          state = applyCheckpoint(state, checkpoint);
        }
        for (const scope of SCOPES) {
          const range = { from: 0, to: LENGTH, scope, lookBack: LOOK_BACK };
          const parts = describeCoverage(state.coverage, range);
          expect(parts.flatMap(({ from, to }) => [from, to])).toEqual([
            0,
            ...parts.slice(1).flatMap(({ from }) => [from, from]),
            LENGTH,
          ]);
          const covered = naive.covered(scope);
          const unsettled = naive.unsettled(scope, LOOK_BACK);
          const newest = covered.at(-1) ?? -1;
          const of = (status: string) => instantsOf(parts.filter((part) => part.status === status));
          expect(of('unsettled')).toEqual(unsettled);
          expect(of('settled')).toEqual(covered.filter((instant) => !unsettled.includes(instant)));
          expect(of('hole')).toEqual(LINE.filter((at) => at < newest && !covered.includes(at)));
          expect(of('unread')).toEqual(LINE.filter((at) => at > newest && !covered.includes(at)));
          expect(newestCovered(state.coverage, scope)).toBe(covered.length === 0 ? undefined : newest + 1);
        }
      }),
    );
  });
});
