import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalJson,
  canonicalNumber,
  parseExactJson,
  readExactPath,
  scalarText,
  withoutPath,
} from './exact-json.js';

const canonical = (text: string) => canonicalJson(parseExactJson(text));

describe('exact JSON', () => {
  test.each([
    ['{"a":1,"b":2}', ' { "b" : 2.0 , "a" : 10e-1 } '],
    ['"\\u00e9"', '"é"'],
    ['-0', '0'],
    ['9007199254740993', '9007199254740993.000'],
  ])('%s is the same value as %s', (left, right) => {
    expect(canonical(left)).toBe(canonical(right));
  });

  test.each([
    ['9007199254740993', '9007199254740992'],
    ['0.1', '0.10000000000000000001'],
    ['1e400', '1e401'],
    ['"1"', '1'],
    ['{"a":null}', '{}'],
    ['[1,2]', '[2,1]'],
    ['"\\ud800"', '"\\ufffd"'],
    ['"\\u0000"', '""'],
    ['{"__proto__":1}', '{}'],
    ['"é"', '"e\u0301"'],
  ])('%s is another value than %s', (left, right) => {
    expect(canonical(left)).not.toBe(canonical(right));
  });

  test('any value equals itself written in any other way', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonical(JSON.stringify(value, null, 2))).toBe(canonical(JSON.stringify(value)));
      }),
    );
  });

  test('two numbers are the same when their difference is nothing', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), fc.nat(30), (left, right, zeros) => {
        const shifted = `${left}${'0'.repeat(zeros)}e-${zeros}`;
        expect(canonicalNumber(shifted)).toBe(canonicalNumber(String(left)));
        expect(canonicalNumber(shifted) === canonicalNumber(String(right))).toBe(left === right);
      }),
    );
  });

  test('paths are followed by own keys only', () => {
    const value = parseExactJson('{"a":{"b.c":1},"list":[1]}');
    expect(scalarText(readExactPath(value, ['a', 'b.c']))).toBe('1');
    expect(readExactPath(value, ['a', 'b', 'c'])).toBeUndefined();
    expect(readExactPath(value, ['a', 'constructor'])).toBeUndefined();
    expect(readExactPath(value, ['list', '0'])).toBeUndefined();
    expect(scalarText(readExactPath(value, ['a']))).toBeUndefined();
  });

  test('a path can be taken out, and nothing else', () => {
    const value = parseExactJson('{"a":{"b":1,"c":2},"b":3,"__proto__":{"a":1}}');
    expect(canonicalJson(withoutPath(value, ['a', 'b']))).toBe(
      canonical('{"a":{"c":2},"b":3,"__proto__":{"a":1}}'),
    );
    expect(canonicalJson(withoutPath(value, ['x', 'b']))).toBe(canonicalJson(value));
    expect(canonicalJson(withoutPath(value, ['b', 'x']))).toBe(canonicalJson(value));
  });
});
