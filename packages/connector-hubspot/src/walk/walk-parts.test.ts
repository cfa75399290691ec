import type { JsonObject } from '@etl/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halve, readRanges, widthOf } from './id-range.js';
import { readNext } from './next-page.js';
import { RangeBoard } from './range-board.js';
import { readText } from './read-text.js';
import { higherId, isBelow } from './record-id.js';
import {
  isDue,
  readRefreshState,
  resumeOrBegin,
  writeRefreshState,
  type RefreshState,
} from './refresh-state.js';

const id = fc.bigInt({ min: 0n, max: 10n ** 15n }).map(String);

describe('ids', () => {
  it('are compared as the numbers they are', () => {
    fc.assert(
      fc.property(id, id, (left, right) => {
        expect(higherId(left, right)).toBe(BigInt(left) > BigInt(right) ? left : right);
        expect(isBelow(left, right)).toBe(BigInt(left) < BigInt(right));
      }),
    );
  });
});

describe('ranges of ids', () => {
  it('are halved without losing or doubling an id', () => {
    fc.assert(
      fc.property(id, fc.option(id), id, id, (after, upTo, highest, some) => {
        const range = { after, upTo };
        const holds = (part: { after: string; upTo: string | null }): boolean =>
          BigInt(some) > BigInt(part.after) && (part.upTo === null || BigInt(some) <= BigInt(part.upTo));
        const halves = halve(range, highest);
        expect(halves.filter(holds)).toHaveLength(holds(range) ? 1 : 0);
        expect(halves.length === 2).toBe(widthOf(range, highest) >= 2n);
      }),
    );
  });

  it.each([
    undefined,
    null,
    7,
    'x',
    [7],
    [{ after: '1' }],
    [{ after: 'x', upTo: null }],
    [{ after: '1', upTo: 2 }],
  ])('that are none are not read from state: %j', (value) => {
    expect(readRanges(value as never)).toBeUndefined();
  });

  it('are cut when there is enough left, the widest in two, and no more than eight at a time', () => {
    const board = new RangeBoard([{ after: '0', upTo: null }]);
    const first = board.take()!;
    expect(board.take()).toBeUndefined();
    board.advance(first, '5000', 50);
    expect(board.wantsExtent).toBe(true);
    board.know({ pages: 1000, highestId: '100000' });
    expect(board.wantsExtent).toBe(false);

    for (let range = board.take(); range !== undefined; range = board.take());

    expect(board.open).toHaveLength(8);
    expect(board.open.filter(({ upTo }) => upTo === null)).toHaveLength(1);
    board.advance(first, '6000', 930);
    board.finish(first);
    expect(board.take()).toBeUndefined();
  });
});

describe('what is remembered of a walk over all records', () => {
  const HOUR = 3_600_000;
  const completed: RefreshState = { completedAt: 10 * HOUR, wanted: ['a', 'b'] };
  const running = { startedAt: 1, readAt: 2, wants: ['a'], ranges: [{ after: '7', upTo: null }] };

  it.each<[string, RefreshState, readonly string[], number, boolean]>([
    ['never read', { wanted: [] }, ['a'], 11 * HOUR, true],
    ['read a moment ago', completed, ['a'], 11 * HOUR, false],
    ['read long ago', completed, ['a'], 20 * HOUR, true],
    ['read without what is new', completed, ['a', 'c'], 11 * HOUR, true],
    ['not read to the end', { ...completed, running }, ['a'], 11 * HOUR, true],
  ])('%s', (_what, state, wants, startedAt, expected) => {
    expect(isDue(state, wants, 5 * HOUR, startedAt)).toBe(expected);
  });

  it('survives being written down', () => {
    for (const state of [{ wanted: [] }, completed, { ...completed, running }] satisfies RefreshState[])
      expect(readRefreshState(JSON.parse(JSON.stringify(writeRefreshState(state))) as JsonObject)).toEqual(
        state,
      );
  });

  it.each([
    undefined,
    7,
    'x',
    { running: 7 },
    { running: { startedAt: 'x' } },
    { running: { startedAt: 1, readAt: 2 } },
  ])('is as if it were not there when it cannot be read: %j', (value) => {
    expect(readRefreshState(value as never)).toEqual({ wanted: [] });
  });

  it('goes on, unless more is wanted than it reads', () => {
    const state = { wanted: [], running };
    expect(resumeOrBegin(state, ['a'], 100, 200)).toBe(running);
    expect(resumeOrBegin(state, ['a', 'b'], 100, 200)).toEqual({
      startedAt: 100,
      readAt: 200,
      wants: ['a', 'b'],
      ranges: [{ after: '0', upTo: null }],
    });
  });
});

describe('texts of a record', () => {
  it.each([
    ['{"a":{"b":"x\\"y"}}', 'x"y'],
    ['{"a":{"b":12345678901234567890}}', '12345678901234567890'],
    ['{"a":{"b":null}}', undefined],
    ['{"a":{"b":{}}}', undefined],
    ['{"a":7}', undefined],
  ])('of %s: %s', (json, expected) => {
    expect(readText(json, ['a', 'b'])).toBe(expected);
  });
});

describe('the next page', () => {
  it.each<[JsonObject, string | undefined]>([
    [{}, undefined],
    [{ paging: null }, undefined],
    [{ paging: {} }, undefined],
    [{ paging: { next: null } }, undefined],
    [{ paging: { next: { after: '7' } } }, '7'],
    [{ paging: { next: { after: 7 } } }, '7'],
  ])('of %j is %s', (envelope, expected) => {
    expect(readNext(envelope)).toBe(expected);
  });

  it.each<JsonObject>([{ paging: { next: { after: '' } } }, { paging: { next: {} } }, { paging: 'x' }])(
    'of %j is not taken for the end',
    (envelope) => {
      expect(() => readNext(envelope)).toThrow(
        expect.objectContaining({ code: 'hubspot_unreadable_cursor' }),
      );
    },
  );
});
