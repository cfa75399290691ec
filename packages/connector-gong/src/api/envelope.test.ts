import { describe, expect, it } from 'vitest';
import { readCursor, readTotalRecords } from './envelope.js';

describe('envelope', () => {
  it.each([
    [{}, undefined],
    [{ records: null }, undefined],
    [{ records: [] }, undefined],
    [{ records: { totalRecords: 3 } }, undefined],
    [{ records: { cursor: null } }, undefined],
    [{ records: { cursor: '' } }, undefined],
    [{ records: { cursor: 'eyJ' } }, 'eyJ'],
  ])('A2: a page without a cursor is the last (%j)', (envelope, cursor) => {
    expect(readCursor(envelope)).toBe(cursor);
  });

  it('a cursor that is no text is an error, not the end of the list', () => {
    expect(() => readCursor({ records: { cursor: { callId: 7 } } })).toThrow(
      expect.objectContaining({ kind: 'fatal', message: expect.stringContaining('{"callId":7}') }),
    );
  });

  it.each([
    [{ records: { totalRecords: 215 } }, 215],
    [{ records: {} }, 0],
    [{}, 0],
  ])('A2: the count is a hint that may be missing (%j)', (envelope, count) => {
    expect(readTotalRecords(envelope)).toBe(count);
  });
});
