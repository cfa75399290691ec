import { requireEqual, requireThat } from '../../check/conformance-check.js';
import { canonicalJson, canonicalNumber, parseExactJson } from '../../json/exact-json.js';
import { comparePreciseInstants, parsePreciseInstant } from '../../json/precise-instant.js';
import { destinationCheck } from '../destination-check.js';
import { batchOf } from '../sample-tables.js';
import { rowWhere, textOf } from '../stored-row.js';
import { ADMITTED, LONG_NUMBER, MISFITS, RECORDS, ROUNDED, SPELLINGS, TYPED } from './value-samples.js';

function normalise(column: string, stored: string): string {
  if (column === 'document') return canonicalJson(parseExactJson(stored));
  return ['whole', 'float', 'exact'].includes(column) ? canonicalNumber(stored) : stored;
}

function isSame(column: string, found: string, expected: string): boolean {
  if (column !== 'instant') return normalise(column, found) === normalise(column, expected);
  return isSameInstant(found, expected);
}

function isSameInstant(found: string, expected: string): boolean {
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
        if (!LONG_NUMBER.test(value))
          requireEqual(row._etl_errors, null, `_etl_errors of ${column} ${value}`);
      }
    },
  ),
  destinationCheck(
    'misfits_leave_a_trace',
    'values rounded or guessed into a column, or dropped without a word',
    async (bench) => {
      const writer = await bench.openWriter([TYPED]);
      const cases = [...ROUNDED, ...MISFITS];
      const texts = cases.map(([column, value], index) => `{"id":"${index}","${column}":${value}}`);
      await writer.deliver(batchOf(TYPED, texts));
      const rows = await bench.rows('typed');
      for (const [index, [column, value]] of cases.entries()) {
        const row = rowWhere(rows, 'id', String(index));
        if (index >= ROUNDED.length) requireEqual(row[column], null, `Column ${column} of ${value}`);
        const trace = JSON.stringify(row._etl_errors);
        requireThat(
          trace.includes(column),
          () => `_etl_errors of ${column} ${value} does not name the column: ${trace}`,
        );
      }
    },
  ),
  destinationCheck(
    'spellings_are_understood',
    'instants in milliseconds and empty texts that fields admit, taken for misfits',
    async (bench) => {
      const writer = await bench.openWriter([TYPED]);
      const texts = SPELLINGS.map(([value], index) => `{"id":"${index}","lenient":${value}}`);
      await writer.deliver(batchOf(TYPED, texts));
      const rows = await bench.rows('typed');
      for (const [index, [value, instant]] of SPELLINGS.entries()) {
        const { lenient, _etl_errors: errors } = rowWhere(rows, 'id', String(index));
        const isRight =
          typeof lenient === 'string' && instant !== null
            ? isSameInstant(lenient, instant)
            : lenient === instant;
        requireThat(
          isRight,
          () => `The instant ${value}: expected ${instant ?? 'NULL'}, found ${JSON.stringify(lenient)}.`,
        );
        requireEqual(errors, null, `_etl_errors of the instant ${value}`);
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
