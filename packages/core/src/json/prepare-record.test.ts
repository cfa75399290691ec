import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../contracts/record.js';
import { gaps, jsonTexts, objectTrees, print } from './__fixtures__/arbitrary-json.js';
import { jsonEquals } from './canonical-json.js';
import { isJsonArray, isJsonObject } from './json-kinds.js';
import { parseJson, stringifyJson } from './parse-json.js';
import { prepareRecord } from './prepare-record.js';

/** Every scalar of a value by path, strings and numbers as JSON text. */
function scalars(value: JsonValue, path = '$'): [string, string][] {
  if (isJsonArray(value)) return value.flatMap((item, index) => scalars(item, `${path}[${index}]`));
  if (!isJsonObject(value)) return [[path, stringifyJson(value)]];
  return Object.entries(value).flatMap(([key, item]) =>
    scalars(
      item,
      /^\w+$/.test(key) ? `${path}.${key.toWellFormed()}` : `${path}.${JSON.stringify(key.toWellFormed())}`,
    ),
  );
}

const records = fc.tuple(objectTrees, gaps).map(([tree, between]) => print(tree, between, true));

// eslint-disable-next-line no-control-regex -- what must not be left.
const CONTROL_CHARACTER = /[\u0000-\u001f]/;

describe('prepareRecord', () => {
  it('keeps the value, on one line, in characters every encoding can write', () => {
    fc.assert(
      fc.property(records, (record) => {
        const prepared = prepareRecord(record);
        if (prepared.status === 'invalid') throw new Error(prepared.reason);
        expect(prepared.text).not.toMatch(CONTROL_CHARACTER);
        expect(prepared.text.isWellFormed()).toBe(true);
        expect(jsonEquals(parseJson(prepared.text), parseJson(record))).toBe(true);
      }),
    );
  });

  it('writes a readable record that differs only where the notes say', () => {
    const uniqueKeys = records.filter(
      (record) => !/\\ud[89a-f]/.test(stringifyJson(Object.keys(JSON.parse(record) as object))),
    );
    fc.assert(
      fc.property(uniqueKeys, (record) => {
        const prepared = prepareRecord(record);
        if (prepared.status !== 'translated') return;
        const noted = new Set(prepared.notes.map(({ path }) => path));
        const readable = parseJson(prepared.readable);
        const before = new Map(scalars(parseJson(record)));
        for (const [path, text] of scalars(readable)) {
          if (!noted.has(path))
            expect(jsonEquals(parseJson(text), parseJson(before.get(path) ?? '"missing"'))).toBe(true);
        }
        expect(prepared.readable).not.toMatch(CONTROL_CHARACTER);
        expect(JSON.stringify(readable)).not.toMatch(/\\ud[89a-f]/);
        expect(prepareRecord(prepared.readable)).toEqual({ status: 'plain', text: prepared.readable });
      }),
      { numRuns: 500 },
    );
  });

  it('judges as JSON.parse does', () => {
    const damage = fc.record({
      at: fc.nat(),
      removed: fc.nat(2),
      added: fc.constantFrom(
        '',
        '"',
        '[',
        ']',
        '{',
        '}',
        ',',
        ':',
        '\\',
        '0',
        '-',
        '.',
        'e',
        ' ',
        '\u0001',
        '\u00a0',
        'null',
      ),
    });
    fc.assert(
      fc.property(jsonTexts, damage, (text, { at, removed, added }) => {
        const place = at % (text.length + 1);
        const damaged = text.slice(0, place) + added + text.slice(place + removed);
        const prepared = prepareRecord(damaged);
        let value: unknown;
        try {
          value = JSON.parse(damaged);
        } catch {
          expect(prepared).toMatchObject({ status: 'invalid', code: 'not_json' });
          return;
        }
        if (typeof value === 'object' && value !== null && !Array.isArray(value))
          expect(prepared.status).not.toBe('invalid');
        else expect(prepared).toMatchObject({ status: 'invalid', code: 'not_an_object' });
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '{"a":1}',
    '{}',
    '{"a":"12345678901234567890.123 1e400 NaN // , }"}',
    '{"a":"\\ud83d\\ude00","b":"\\u0000","c":"\\n"}',
    '{"a":12345678901234567890123456789,"b":0.1,"c":-1.50,"d":123456789012.345,"e":0.30000000000000004}',
  ])('passes %s as it stands', (text) => {
    expect(prepareRecord(text)).toEqual({ status: 'plain', text });
  });

  it('puts a record on one line', () => {
    expect(prepareRecord('\r\n{\n\t"a": "x y"\r\n}\n')).toEqual({
      status: 'plain',
      text: '  {  "a": "x y"  } ',
    });
  });

  it.each([
    '{"a":NaN}',
    '{"a":-Infinity}',
    '{"a":1,}',
    '{"a":[1,]}',
    '{"a":/**/1}',
    '{"a":"x\ny"}',
    '{"a":"x\ty"}',
    '{"a":1}{"b":2}',
    '{"a":01}',
    '{"a":.5}',
    '{"a":1.}',
    '{"a":+1}',
    "{'a':1}",
    '{"a":"\\x"}',
    '{"a":"\\u12g4"}',
    '\ufeff{"a":1}',
    '{"a":1',
    '{"a"',
    '',
    ' ',
    '{"a":tru}',
    '{"a" 1}',
    '{1:2}',
  ])('says that %j is not JSON, and where', (text) => {
    const prepared = prepareRecord(text);
    expect(prepared).toMatchObject({ status: 'invalid', code: 'not_json' });
    expect(prepared).toHaveProperty(
      'reason',
      expect.stringMatching(/^The record is not JSON: it breaks at character \d+, after ".*", with ".*"\.$/),
    );
  });

  it.each(['[{"a":1}]', '"a"', '1', 'null', ' [] '])('says that %j is not an object', (text) => {
    expect(prepareRecord(text)).toMatchObject({
      status: 'invalid',
      code: 'not_an_object',
      reason: expect.stringContaining('not an object'),
    });
  });

  it('notes each number whose digits a reader would change', () => {
    expect(prepareRecord('{"a":{"b":[1,12345678901234567890.123]},"c d":1e400,"e":1E5}')).toEqual({
      status: 'translated',
      text: '{"a":{"b":[1,12345678901234567890.123]},"c d":1e400,"e":1E5}',
      readable: '{"a":{"b":[1,"12345678901234567890.123"]},"c d":"1e400","e":"1E5"}',
      notes: [
        { path: '$.a.b[1]', reason: 'number_as_text', value: '12345678901234567890.123' },
        { path: '$."c d"', reason: 'number_as_text', value: '1e400' },
        { path: '$.e', reason: 'number_as_text', value: '1E5' },
      ],
    });
  });

  it('notes each lone surrogate, written as escape or as character, in values and in keys', () => {
    expect(prepareRecord('{"a":"x\\uD800\\n","b":"\udc00","\\ud801":[true,null]}')).toEqual({
      status: 'translated',
      text: '{"a":"x\\uD800\\n","b":"\\udc00","\\ud801":[true,null]}',
      readable: '{"a":"x\ufffd\\n","b":"\ufffd","\ufffd":[true,null]}',
      notes: [
        { path: '$.a', reason: 'lone_surrogate', value: '"x\\uD800\\n"' },
        { path: '$.b', reason: 'lone_surrogate', value: '"\\udc00"' },
        { path: '$."\ufffd"', reason: 'lone_surrogate', value: '"\\ud801"' },
      ],
    });
  });

  it('trims what it notes', () => {
    const prepared = prepareRecord(`{"a":"${'x'.repeat(500)}\\ud800"}`);
    expect(prepared).toHaveProperty('notes', [expect.objectContaining({ value: `"${'x'.repeat(199)}` })]);
  });

  it('takes nesting deeper than any parser recurses', () => {
    const deep = `{"a":${'['.repeat(200_000)}1E5${']'.repeat(200_000)}}`;
    expect(prepareRecord(deep)).toMatchObject({
      status: 'translated',
      notes: [{ path: `$.a${'[0]'.repeat(49)}…`, reason: 'number_as_text' }],
    });
    expect(prepareRecord(deep.slice(0, -1))).toMatchObject({ status: 'invalid', code: 'not_json' });
  });
});
