import fc from 'fast-check';
import type { JsonValue } from '../../contracts/record.js';
import { isJsonObject } from '../json-kinds.js';
import { parseJson } from '../parse-json.js';

export const NASTY_NUMBERS = [
  '0',
  '-0',
  '-0.0',
  '1.10',
  '1E5',
  '1e400',
  '-1e-400',
  '1e99999999999999999999',
  '5e-324',
  '2.2250738585072014e-308',
  '0.1',
  '0.30000000000000004',
  '9007199254740992',
  '9007199254740993',
  '-9007199254740993',
  '12345678901234567890.123',
  '1234567890123456789012345678901234567890',
  '0.1234567890123456789',
  '100000000000000000000.0',
  '1.7976931348623157e308',
];

const NASTY_STRINGS = [
  '__proto__',
  'constructor',
  '',
  'a"b',
  'a\\',
  '\\"',
  '],[{"x":1}',
  'line\nbreak\ttab',
  '\u0000',
  '\u2028',
  '\ud800',
  'x\udc00y',
  '😀',
  'é',
  '12345678901234567890',
  ': 12345678901234567890, 1e5',
];

const digits = fc.oneof(
  fc.constantFrom(...NASTY_NUMBERS),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.bigInt().map(String),
  fc.tuple(fc.bigInt(), fc.nat()).map(([whole, fraction]) => `${whole}.${fraction}`),
);
const text = fc.oneof(fc.constantFrom(...NASTY_STRINGS), fc.string({ unit: 'binary' }), fc.string());

/** A JSON document as its tokens, so that it can be printed in many ways. */
export type Tree = string | readonly Tree[] | { readonly members: readonly (readonly [string, Tree])[] };

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      digits,
      text.map((value) => JSON.stringify(value)),
      fc.constantFrom('true', 'false', 'null'),
    ),
    fc.array(tie('tree'), { maxLength: 5 }),
    fc.array(fc.tuple(text, tie('tree')), { maxLength: 5 }).map((members) => ({ members })),
  ),
}));

const gap = fc.constantFrom('', '', ' ', '\n', '\t', '\r\n  ');

/** Prints a tree with the gaps in turn between its tokens. */
export function print(value: Tree, gaps: readonly string[] = [''], uniqueKeys = false): string {
  let turn = 0;
  const space = (): string => gaps[turn++ % gaps.length] ?? '';
  const write = (part: Tree): string => {
    if (typeof part === 'string') return part;
    if (!('members' in part))
      return `[${space()}${part.map((item) => write(item) + space()).join(`,${space()}`)}]`;
    const members = uniqueKeys ? [...new Map(part.members)] : part.members;
    const written = members.map(
      ([key, item]) => `${JSON.stringify(key)}${space()}:${space()}${write(item)}${space()}`,
    );
    return `{${space()}${written.join(`,${space()}`)}}`;
  };
  return `${space()}${write(value)}${space()}`;
}

export const gaps = fc.array(gap, { minLength: 1, maxLength: 9 });
export const trees = tree;
export const objectTrees = fc.array(fc.tuple(text, tree), { maxLength: 6 }).map((members) => ({ members }));
export const keys = text;
/** JSON text with any value, spacing, digits, escapes and duplicate keys. */
export const jsonTexts = fc.tuple(tree, gaps).map(([value, between]) => print(value, between));

/** The value at `path` as an engine reads it. */
export function valueAt(value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (at, key) => (isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined),
    value,
  );
}

export function parsed(json: string | undefined): JsonValue | undefined {
  return json === undefined ? undefined : parseJson(json);
}
