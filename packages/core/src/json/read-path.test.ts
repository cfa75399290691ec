import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaps, keys, objectTrees, parsed, print, valueAt } from './__fixtures__/arbitrary-json.js';
import { parseJson, stringifyJson } from './parse-json.js';
import { readPath } from './read-path.js';
import { wrapRecord } from './wrap-record.js';

describe('readPath', () => {
  it('finds what parsing finds', () => {
    fc.assert(
      fc.property(objectTrees, gaps, fc.array(keys, { maxLength: 3 }), (tree, between, path) => {
        const text = print(tree, between);
        for (const candidate of [path, [...tree.members.slice(0, 1).map(([key]) => key), ...path]]) {
          const expected = valueAt(parseJson(text), candidate);
          const found = parsed(readPath(text, candidate));
          expect(found === undefined ? found : stringifyJson(found)).toBe(
            expected === undefined ? expected : stringifyJson(expected),
          );
        }
      }),
    );
  });

  it('keeps the text as it stands', () => {
    expect(readPath('{"a": {"b" : [1, 2.50] } }', ['a', 'b'])).toBe('[1, 2.50]');
    expect(readPath(' {"a":1} ', [])).toBe('{"a":1}');
    expect(readPath('{"a":12 }', ['a'])).toBe('12');
  });

  it('takes the last of duplicate keys, escaped or not', () => {
    expect(readPath('{"a":1,"\\u0061":2}', ['a'])).toBe('2');
    expect(readPath('{"a":{"b":1},"a":{}}', ['a', 'b'])).toBeUndefined();
    expect(readPath('{"a\\nb":1,"a\\\\nb":2}', ['a\\nb'])).toBe('2');
  });

  it.each(['{"a":1', '{"a"', '{"a":', '{"a":}', '{"a":[1}', '', '[1]', '"a"'])(
    'finds nothing in %j',
    (text) => {
      expect(readPath(text, ['a'])).toBeUndefined();
    },
  );
});

describe('wrapRecord', () => {
  it('puts what the request knew beside the record as it came', () => {
    const wrapped = wrapRecord({ channel: 'C1"\n', team: 'T' }, 'message', { text: '{"ts": 1.50}' });
    expect(wrapped.text).toBe('{"channel":"C1\\"\\n","team":"T","message":{"ts": 1.50}}');
    expect(readPath(wrapped.text, ['message'])).toBe('{"ts": 1.50}');
  });

  it('needs no values', () => {
    expect(wrapRecord({}, 'm', { text: '1' }).text).toBe('{"m":1}');
  });
});
