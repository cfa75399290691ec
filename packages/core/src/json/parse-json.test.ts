import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonTexts, NASTY_NUMBERS } from './__fixtures__/arbitrary-json.js';
import { canonicalJson, jsonEquals } from './canonical-json.js';
import { normaliseDecimal, sameDecimal } from './decimal.js';
import { isRawNumber } from './json-kinds.js';
import { parseJson, stringifyJson } from './parse-json.js';

/** Every number token's decimal value, in order. */
function decimals(text: string): string[] {
  const tokens = text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g);
  return [...tokens]
    .map(([token]) => token)
    .filter((token) => !token.startsWith('"'))
    .map(normaliseDecimal);
}

describe('parseJson', () => {
  it('loses no digit of any number on its way there and back', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...NASTY_NUMBERS)), (numbers) => {
        const text = `{"a":[${numbers.join(' , ')}]}`;
        expect(decimals(stringifyJson(parseJson(text)))).toEqual(numbers.map(normaliseDecimal));
      }),
    );
  });

  it('reads what it wrote as the same value', () => {
    fc.assert(
      fc.property(jsonTexts, (text) => {
        const value = parseJson(text);
        const again = parseJson(stringifyJson(value));
        expect(stringifyJson(again)).toBe(stringifyJson(value));
        expect(jsonEquals(again, value)).toBe(true);
      }),
    );
  });

  it('differs from JSON.parse in nothing but numbers', () => {
    fc.assert(
      fc.property(jsonTexts, (text) => {
        const plain = JSON.stringify(parseJson(text), (_key, value) =>
          isRawNumber(value) ? Number(value.rawJSON) : value,
        );
        expect(plain).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it.each(['1E5', '0.1', '1.10', '9007199254740992', '100000000000000000000.0'])(
    'keeps %s a number',
    (text) => {
      expect(parseJson(text)).toBe(Number(text));
    },
  );

  it.each(['9007199254740993', '1e400', '-1e-400', '12345678901234567890.123', '0.1234567890123456789'])(
    'keeps the digits of %s',
    (text) => {
      const [value] = parseJson(`[${text}]`) as unknown[];
      expect(isRawNumber(value)).toBe(true);
      expect(value).toMatchObject({ rawJSON: text });
    },
  );

  it('does not mistake an object for a raw number', () => {
    expect(isRawNumber(parseJson('{"rawJSON":"1"}'))).toBe(false);
  });

  it.each(['{"__proto__":{"a":1}}', '{"__proto__":{"a":9007199254740993}}'])(
    'keeps __proto__ of %s a key',
    (text) => {
      const value = parseJson(text) as object;
      expect(Object.keys(value)).toEqual(['__proto__']);
      expect(stringifyJson(value as never)).toBe(text);
    },
  );

  it.each(['', '{', '{"a":9007199254740993,}', '[NaN]'])('throws a SyntaxError for %j', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });
});

describe('jsonEquals', () => {
  it.each([
    ['{"a":1,"b":2}', '{"b":2.0,"a":1}'],
    ['1e2', '100'],
    ['9007199254740993', '9007199254740993.0'],
    ['-0', '0'],
    ['"\\u0041"', '"A"'],
    ['{"a":1,"a":2}', '{"a":2}'],
  ])('%s is %s', (left, right) => {
    expect(jsonEquals(parseJson(left), parseJson(right))).toBe(true);
  });

  it.each([
    ['{"a":null}', '{}'],
    ['9007199254740993', '9007199254740992'],
    ['1', '"1"'],
    ['[1,2]', '[2,1]'],
    ['"\\ud800"', '"\\ud801"'],
    ['"\\ud800"', '"\\ufffd"'],
    ['[]', '{}'],
    ['false', 'null'],
    ['{"a":{"b":1}}', '{"a":{"b":1,"c":null}}'],
  ])('%s is not %s', (left, right) => {
    expect(jsonEquals(parseJson(left), parseJson(right))).toBe(false);
  });

  it('orders keys by code unit, so that the text is the same everywhere', () => {
    expect(canonicalJson(parseJson('{"b":1,"é":2,"a":3,"B":4}'))).toBe('{"B":4e0,"a":3e0,"b":1e0,"é":2e0}');
  });
});

describe('sameDecimal', () => {
  it('compares values, not digits', () => {
    expect(sameDecimal('1.50', '15e-1')).toBe(true);
    expect(sameDecimal('-0.0', '0e7')).toBe(true);
    expect(sameDecimal('1e99999999999999999999', '10e99999999999999999998')).toBe(true);
    expect(sameDecimal('1', '-1')).toBe(false);
    expect(sameDecimal('1e400', '1e401')).toBe(false);
  });

  it('is not moved by zeros or by shifting the point', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.nat(40), (digits, zeros) => {
        expect(sameDecimal(String(digits), `${digits}.${'0'.repeat(zeros)}`)).toBe(true);
        expect(sameDecimal(String(digits), `${digits}${'0'.repeat(zeros)}e-${zeros}`)).toBe(true);
        expect(sameDecimal(String(digits), String(digits + 1n))).toBe(false);
      }),
    );
  });

  it('refuses what is no decimal', () => {
    expect(() => normaliseDecimal('0x1F')).toThrow(/Not a decimal number: 0x1F/);
  });
});
