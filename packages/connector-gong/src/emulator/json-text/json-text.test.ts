import { createRandom } from '@etl/emulator-kit';
import { describe, expect, it } from 'vitest';
import { editElements, editMembers, readMembers, readScalar } from './edit-json.js';
import { scanElements, scanMembers } from './scan-json.js';

const random = createRandom('json texts');
const STRINGS = [
  '',
  'a',
  '"',
  '\\',
  '\\"',
  '{',
  '}]',
  ',',
  ':',
  'é',
  '\u2028',
  '😀',
  '\ud800',
  'line\nbreak',
  '/',
];

function buildValue(depth: number): unknown {
  const kind = random.integer(0, depth > 0 ? 6 : 4);
  if (kind === 5) return Array.from({ length: random.integer(0, 4) }, () => buildValue(depth - 1));
  if (kind === 6) return buildObject(depth - 1);
  return [null, true, random.integer(-9e15, 9e15) / 8, random.pick(STRINGS), 1e-7][kind];
}

function buildObject(depth: number): Record<string, unknown> {
  const size = random.integer(0, 5);
  return Object.fromEntries(
    Array.from({ length: size }, (_, index) => [`${random.pick(STRINGS)}${index}`, buildValue(depth)]),
  );
}

/** Space in every place where JSON allows it. */
function writeLoosely(value: unknown): string {
  const space = random.pick(['', ' ', '\t', '\n', '\r\n  ']);
  if (Array.isArray(value)) return `[${space}${value.map(writeLoosely).join(`${space},${space}`)}${space}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}${space}:${space}${writeLoosely(member)}`,
  );
  return `{${space}${members.join(`${space},${space}`)}${space}}`;
}

describe('scanning', () => {
  it('finds in random texts what JSON.parse finds', () => {
    for (let round = 0; round < 500; round += 1) {
      const object = buildObject(3);
      const text = writeLoosely(object);
      const found = scanMembers(text).map(({ key, valueStart, end }) => [
        key,
        JSON.parse(text.slice(valueStart, end)),
      ]);
      expect(Object.fromEntries(found)).toEqual(object);
      const list = Object.values(object);
      const listText = writeLoosely(list);
      expect(scanElements(listText).map(({ start, end }) => JSON.parse(listText.slice(start, end)))).toEqual(
        list,
      );
    }
  });

  it('takes space before the first brace', () => {
    expect(scanMembers(' \n{"a":1}')).toHaveLength(1);
    expect(scanElements('\t[1, 2]')).toHaveLength(2);
  });
});

describe('editing', () => {
  it('returns a text in which nothing changed byte for byte', () => {
    for (let round = 0; round < 200; round += 1) {
      const text = writeLoosely(buildObject(3));
      expect(editMembers(text, (_, value) => value)).toBe(text);
      const list = writeLoosely(Object.values(buildObject(3)));
      expect(editElements(list, (element) => element)).toBe(list);
    }
  });

  it('leaves members out and keeps the bytes of the others', () => {
    const text = '{ "a" : 1.0, "b":[ 1 ,2 ], "c":"\\u00e9" }';
    expect(editMembers(text, (key, value) => (key === 'b' ? undefined : value))).toBe(
      '{"a" : 1.0,"c":"\\u00e9"}',
    );
    expect(editMembers(text, (key, value) => (key === 'b' ? '[]' : value))).toBe(
      '{"a" : 1.0,"b":[],"c":"\\u00e9"}',
    );
    expect(editMembers(text, () => undefined)).toBe('{}');
  });

  it('leaves elements out and keeps the bytes of the others', () => {
    expect(editElements('[ 1.0, {"a": 2} , 3 ]', (element) => (element === '3' ? undefined : element))).toBe(
      '[1.0,{"a": 2}]',
    );
    expect(editElements('[1,2]', () => '0')).toBe('[0,0]');
    expect(editElements('null', () => undefined)).toBe('null');
  });
});

describe('reading', () => {
  it('takes the last of two members with one key', () => {
    expect(readMembers('{"a":1,"a":2}').get('a')).toBe('2');
  });

  it('reads texts and numbers with all their digits, and nothing else', () => {
    expect(readScalar('"7\\u0030"')).toBe('70');
    expect(readScalar('9007199254740993')).toBe('9007199254740993');
    expect(readScalar('-1')).toBe('-1');
    for (const value of ['null', 'true', '{}', '[]', undefined]) expect(readScalar(value)).toBeUndefined();
  });
});
