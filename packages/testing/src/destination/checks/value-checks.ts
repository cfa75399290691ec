import { requireEqual, requireThat } from '../../check/conformance-check.js';
import { canonicalJson, canonicalNumber, parseExactJson } from '../../json/exact-json.js';
import { comparePreciseInstants, parsePreciseInstant } from '../../json/precise-instant.js';
import { destinationCheck } from '../destination-check.js';
import { batchOf, field } from '../sample-tables.js';
import { rowWhere, textOf } from '../stored-row.js';

const TYPED = {
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
    field('document', 'json'),
    field('deep', 'string', { path: ['a', 'b.c', 'd'] }),
  ],
  primaryKey: ['id'],
};

/** JSON texts of one record each, whose value must be rebuilt exactly. */
const RECORDS: Readonly<Record<string, string>> = {
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
const ADMITTED: readonly (readonly [column: string, value: string, stored: string])[] = [
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

/** Column and JSON text of a value that does not fit it. */
const MISFITS: readonly (readonly [column: string, value: string])[] = [
  ['whole', '"1.7"'],
  ['whole', '1.7'],
  ['whole', '"0x1F"'],
  ['whole', '" 1"'],
  ['whole', '"1_000"'],
  ['whole', '9223372036854775808'],
  ['whole', 'true'],
  ['float', '"NaN"'],
  ['float', '"1,5"'],
  ['exact', '"0.1234567890"'],
  ['exact', '"1e5 "'],
  ['flag', '"yes"'],
  ['flag', '1'],
  ['instant', '"2026-03-01T10:00:00"'],
  ['instant', '"2026-03-01"'],
  ['instant', '"2026-02-30T10:00:00Z"'],
  ['instant', '1767225600'],
  ['day', '"2026-02-30"'],
  ['day', '"01.03.2026"'],
  ['text', '{"an":"object"}'],
];

function normalise(column: string, stored: string): string {
  if (column === 'document') return canonicalJson(parseExactJson(stored));
  return ['whole', 'float', 'exact'].includes(column) ? canonicalNumber(stored) : stored;
}

function isSame(column: string, found: string, expected: string): boolean {
  if (column !== 'instant') return normalise(column, found) === normalise(column, expected);
  const [left, right] = [parsePreciseInstant(found), parsePreciseInstant(expected)];
  return left !== undefined && right !== undefined && comparePreciseInstants(left, right) === 0;
}

export const valueChecks = [
  destinationCheck(
    'records_are_rebuilt_exactly',
    'digits, code points, nulls or unknown keys lost on the way to disk',
    async (bench) => {
      const writer = await bench.openWriter([TYPED]);
      const texts = Object.entries(RECORDS).map(([name, text]) =>
        text.replace('"id":"1"', `"id":"${name}"`).replace('"id" : "1"', `"id" : "${name}"`),
      );
      const receipt = await writer.deliver(batchOf(TYPED, texts));
      requireEqual(receipt.tables[0]?.inserted, texts.length, 'Inserted');
      const rows = await bench.rows('typed');
      for (const text of texts) {
        const value = parseExactJson(text);
        const name = (JSON.parse(text) as { readonly id: string }).id;
        const found = canonicalJson(parseExactJson(textOf(rowWhere(rows, 'id', name), '_etl_record')));
        requireEqual(found, canonicalJson(value), `_etl_record of ${name}`);
      }
      const again = await writer.deliver(batchOf(TYPED, texts));
      requireEqual(again.tables[0]?.unchanged, texts.length, 'Unchanged at the second delivery');
    },
  ),
  destinationCheck(
    'columns_hold_what_was_sent',
    'values cut, rounded, shifted by a time zone or turned into NULL',
    async (bench) => {
      const writer = await bench.openWriter([TYPED]);
      await writer.deliver(
        batchOf(
          TYPED,
          ADMITTED.map(([column, value], index) => `{"id":"${index}","${column}":${value}}`),
        ),
      );
      const rows = await bench.rows('typed');
      for (const [index, [column, value, stored]] of ADMITTED.entries()) {
        const row = rowWhere(rows, 'id', String(index));
        const found = row[column];
        const text = typeof found === 'object' ? JSON.stringify(found) : String(found);
        requireThat(
          found !== null && isSame(column, text, stored),
          () => `Column ${column} of ${value}: expected ${stored}, found ${text}.`,
        );
        requireEqual(row._etl_errors, null, `_etl_errors of ${column} ${value}`);
      }
    },
  ),
  destinationCheck(
    'misfits_leave_a_trace',
    'values rounded or guessed into a column, or dropped without a word',
    async (bench) => {
      const writer = await bench.openWriter([TYPED]);
      await writer.deliver(
        batchOf(
          TYPED,
          MISFITS.map(([column, value], index) => `{"id":"${index}","${column}":${value}}`),
        ),
      );
      const rows = await bench.rows('typed');
      for (const [index, [column, value]] of MISFITS.entries()) {
        const row = rowWhere(rows, 'id', String(index));
        requireEqual(row[column], null, `Column ${column} of ${value}`);
        const trace = JSON.stringify(row._etl_errors);
        requireThat(
          trace.includes(column),
          () => `_etl_errors of ${column} ${value} does not name the column: ${trace}`,
        );
      }
    },
  ),
  destinationCheck('paths_are_followed', 'columns read from a like-named key elsewhere', async (bench) => {
    const writer = await bench.openWriter([TYPED]);
    await writer.deliver(
      batchOf(TYPED, [
        { id: 'right', a: { 'b.c': { d: 'deep' }, b: { c: { d: 'wrong' } } } },
        { id: 'none', a: 'flat', d: 'wrong' },
      ]),
    );
    const rows = await bench.rows('typed');
    requireEqual(rowWhere(rows, 'id', 'right').deep, 'deep', 'Column of a path with a point in a key');
    requireEqual(rowWhere(rows, 'id', 'none').deep, null, 'Column of a path that is not there');
  }),
  destinationCheck('large_values_survive', 'long texts cut, refused, or split over lines', async (bench) => {
    const writer = await bench.openWriter([TYPED]);
    const text = 'Ten letters'.slice(0, 10).repeat(1_000_000);
    await writer.deliver(
      batchOf(TYPED, [
        { id: 'large', text },
        { id: 'after', text: 'small' },
      ]),
    );
    const rows = await bench.rows('typed');
    requireThat(rowWhere(rows, 'id', 'large').text === text, () => 'A text of 10 MB came back changed.');
    requireEqual(rowWhere(rows, 'id', 'after').text, 'small', 'The record after it');
  }),
];
