import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../contracts/record.js';
import type { PartitionState } from '../contracts/state.js';
import { parseJson, stringifyJson } from '../json/parse-json.js';
import { coveredCheckpoint } from './__fixtures__/timeline.js';
import { applyCheckpoint } from './apply-checkpoint.js';
import { stateFromJson } from './state-from-json.js';
import { stateToJson } from './state-to-json.js';

const NOON = Date.parse('2026-03-01T12:00:00Z');
const INTERVAL = {
  from: '2026-03-01T00:00:00.000Z',
  to: '2026-03-02T00:00:00.000Z',
  read_at: '2026-03-02T00:00:00.000Z',
  scope: 's',
};

describe('state as JSON', () => {
  it('is readable by people', () => {
    const state: PartitionState = {
      coverage: [{ from: NOON, to: NOON + 1000, readAt: NOON + 2000, lag: 1500, scope: 'abc' }],
      resume: { after: '17' },
      completed: { users: NOON },
    };
    expect(stateToJson(state)).toEqual({
      coverage: [
        {
          from: '2026-03-01T12:00:00.000Z',
          to: '2026-03-01T12:00:01.000Z',
          read_at: '2026-03-01T12:00:02.000Z',
          lag_ms: 1500,
          scope: 'abc',
        },
      ],
      resume: { after: '17' },
      completed: { users: '2026-03-01T12:00:00.000Z' },
    });
  });

  it('comes back as it was, through text', () => {
    const states = fc.record(
      {
        checkpoints: fc.array(coveredCheckpoint(5)),
        resume: fc.jsonValue().filter((value) => value !== null),
        completed: fc.dictionary(fc.string(), fc.integer({ min: -1e12, max: 1e13 })),
      },
      { requiredKeys: ['checkpoints'] },
    );
    fc.assert(
      fc.property(states, ({ checkpoints, ...rest }) => {
        const covered = checkpoints.reduce<PartitionState>(applyCheckpoint, { coverage: [] });
        const state = { ...covered, ...(rest as Omit<PartitionState, 'coverage'>) };
        const text = stringifyJson(stateToJson(state));
        expect(stringifyJson(stateToJson(stateFromJson(parseJson(text))))).toBe(text);
        expect(stateFromJson(parseJson(text)).coverage).toEqual(state.coverage);
      }),
    );
  });

  it.each<[string, JsonValue, RegExp]>([
    ['no object', [], /state should be an object, found \[\]/],
    ['no coverage', {}, /coverage should be a list, found nothing/],
    ['an interval that is none', { coverage: [7] }, /coverage\[0\] should be an object, found 7/],
    [
      'an instant without offset',
      { coverage: [{ ...INTERVAL, to: '2026-03-01' }] },
      /coverage\[0\]\.to .* "2026-03-01"/,
    ],
    [
      'no reading time',
      { coverage: [{ ...INTERVAL, read_at: null }] },
      /coverage\[0\]\.read_at .* found null/,
    ],
    [
      'a scope that is no text',
      { coverage: [{ ...INTERVAL, scope: 1 }] },
      /coverage\[0\]\.scope should be a text/,
    ],
    [
      'a lag that is no number',
      { coverage: [{ ...INTERVAL, lag_ms: '1' }] },
      /lag_ms should be milliseconds/,
    ],
    [
      'a reversed interval',
      { coverage: [{ ...INTERVAL, to: INTERVAL.from }] },
      /`from` lies before its `to`/,
    ],
    [
      'overlapping intervals',
      { coverage: [INTERVAL, INTERVAL] },
      /coverage\[1\] should be sorted .* without overlap/,
    ],
    [
      'scopes out of order',
      { coverage: [INTERVAL, { ...INTERVAL, scope: 'a' }] },
      /coverage\[1\] should be sorted/,
    ],
    [
      'a sweep without instant',
      { coverage: [], completed: { users: true } },
      /completed\.users .* found true/,
    ],
  ])('names what is wrong in %s', (_name, json, message) => {
    expect(() => stateFromJson(json)).toThrow(message);
    expect(() => stateFromJson(json)).toThrow(
      expect.objectContaining({ code: 'malformed_state', kind: 'fatal' }),
    );
  });
});
