import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { removePaths } from './remove-paths.js';

describe('removePaths', () => {
  it.each([
    ['a value', '{"a":1,"b":2}', [['a']], '{"b":2}'],
    ['a nested value', '{"a":{"b":1,"c":2}}', [['a', 'b']], '{"a":{"c":2}}'],
    ['an object whole', '{"a":{"b":1},"c":2}', [['a']], '{"c":2}'],
    ['nothing that is not there', '{"a":"b"}', [['a', 'b'], ['c']], '{"a":"b"}'],
    ['no digit of its neighbours', '{"a":1,"b":9007199254740993}', [['a']], '{"b":9007199254740993}'],
    ['nothing from what is no object', '[1,2]', [['0']], '[1,2]'],
    ['nothing from what is no JSON', '{"a":', [['a']], '{"a":'],
  ])('takes out %s', (_, text, paths, expected) => {
    expect(removePaths(text, paths)).toBe(expected);
  });

  it('leaves every other key with its value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (record, key) => {
        const left = Object.entries(record).filter(([name]) => name !== key);
        expect(JSON.parse(removePaths(JSON.stringify(record), [[key]]))).toEqual(
          JSON.parse(JSON.stringify(Object.fromEntries(left))),
        );
      }),
    );
  });
});
