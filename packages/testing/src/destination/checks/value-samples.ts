import { field } from '../sample-tables.js';

/** A column of each type. */
export const TYPED = {
  name: 'typed',
  fields: [
    field('id', 'string'),
    field('text', 'string'),
    field('whole', 'integer'),
    field('float', 'number'),
    field('exact', 'decimal'),
    field('flag', 'boolean'),
    field('instant', 'timestamp'),
    field('day', 'date'),
    field('lenient', 'timestamp', { emptyIsNull: true, epochMilliseconds: true }),
    field('document', 'json'),
    field('deep', 'string', { path: ['a', 'b.c', 'd'] }),
  ],
  primaryKey: ['id'],
};

/** JSON texts of one record each, whose value must be rebuilt exactly. */
export const RECORDS: Readonly<Record<string, string>> = {
  long_integer: '{"id":"1","whole":9007199254740993,"document":{"n":1234567890123456789}}',
  longer_integer: '{"id":"1","document":{"n":1234567890123456789012345678901234567890}}',
  long_decimal: '{"id":"1","document":{"n":0.1234567890123456789012345678901234567}}',
  huge_exponent: '{"id":"1","document":{"n":1e400,"m":1E-400,"z":-0}}',
  unicode: '{"id":"1","text":"🙂 e\u0301 \u2028 日本語"}',
  lone_surrogate: '{"id":"1","text":"a\\ud800b"}',
  nul: '{"id":"1","text":"a\\u0000b"}',
  controls: '{"id":"1","text":"tab\\t line\\n return\\r quote\\" backslash\\\\ \\u0001\\u007f"}',
  proto: '{"id":"1","__proto__":{"x":1},"constructor":"c","document":{"__proto__":null}}',
  null_value: '{"id":"1","text":null,"document":null,"unknown":null}',
  missing_value: '{"id":"1"}',
  empty: '{"id":"1","text":"","document":{},"list":[],"":"empty key"}',
  spaced: ' { "id" : "1" ,\t"text" : "x" } ',
  nested: `{"id":"1","document":${'['.repeat(60)}${']'.repeat(60)}}`,
  undeclared: '{"id":"1","whatever":{"else":["the",{"vendor":"sends"}]}}',
};

/** Column, JSON text of the value, and the text it must be stored as. */
export const ADMITTED: readonly (readonly [column: string, value: string, stored: string])[] = [
  ['text', '"🙂 \\"quoted\\" \\\\N \\t\\n"', '🙂 "quoted" \\N \t\n'],
  ['text', '""', ''],
  ['text', '"NULL"', 'NULL'],
  ['text', '1234567890123456789012345678901234567890', '1234567890123456789012345678901234567890'],
  ['text', 'true', 'true'],
  ['whole', '9007199254740993', '9007199254740993'],
  ['whole', '"9223372036854775807"', '9223372036854775807'],
  ['whole', '-9223372036854775808', '-9223372036854775808'],
  ['float', '0.1', '0.1'],
  ['float', '"-1.5e-7"', '-1.5e-7'],
  ['exact', '12345678901234567890123456789.123456789', '12345678901234567890123456789.123456789'],
  ['exact', '"0.000000001"', '0.000000001'],
  ['flag', 'false', 'false'],
  ['flag', '"true"', 'true'],
  ['instant', '"2026-03-01T23:30:00-08:00"', '2026-03-02T07:30:00Z'],
  ['instant', '"2026-03-01T10:00:00.123456Z"', '2026-03-01T10:00:00.123456Z'],
  ['instant', '"2026-03-01T10:00:00+05:30"', '2026-03-01T04:30:00Z'],
  ['day', '"2024-02-29"', '2024-02-29'],
  ['document', '{"b":[1,null],"a":12345678901234567890}', '{"b":[1,null],"a":12345678901234567890}'],
];

/** JSON text of a value of the lenient instant, and the instant it stands for, if any. */
export const SPELLINGS: readonly (readonly [value: string, instant: string | null])[] = [
  ['"1767225600001"', '2026-01-01T00:00:00.001Z'],
  ['1767225600001', '2026-01-01T00:00:00.001Z'],
  ['"1767225600001.0"', '2026-01-01T00:00:00.001Z'],
  ['"-1"', '1969-12-31T23:59:59.999Z'],
  ['"2026-01-01T01:00:00+01:00"', '2026-01-01T00:00:00Z'],
  ['""', null],
];

/** Numbers that a database's JSON reader may only take as text, and say so. */
export const LONG_NUMBER = /^-?[\d.]{16,}$/;

/** Column and JSON text of a value that a database may round, if it says so. */
export const ROUNDED: typeof MISFITS = [
  ['exact', '"0.1234567891"'],
  ['exact', '0.12345678949'],
];

/** Column and JSON text of a value that does not fit it. */
export const MISFITS: readonly (readonly [column: string, value: string])[] = [
  ['whole', '"1.7"'],
  ['whole', '1.7'],
  ['whole', '"0x1F"'],
  ['whole', '" 1"'],
  ['whole', '"1_000"'],
  ['whole', '9223372036854775808'],
  ['whole', 'true'],
  ['float', '"NaN"'],
  ['float', '"1,5"'],
  ['exact', '"1e5 "'],
  ['flag', '"yes"'],
  ['flag', '1'],
  ['instant', '"2026-03-01T10:00:00"'],
  ['instant', '"2026-03-01"'],
  ['instant', '"2026-02-30T10:00:00Z"'],
  ['instant', '1767225600'],
  ['day', '"2026-02-30"'],
  ['day', '"01.03.2026"'],
];
