import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Field, FieldType, Table } from '@etl/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duckDbDialect } from '../dialects/duckdb-dialect.js';
import { quoteText } from '../quote.js';
import { buildConform } from './build-conform.js';
import { expectColumn, type Expectation } from './__fixtures__/conform-oracle.js';

const TYPES: readonly FieldType[] = [
  'string',
  'integer',
  'number',
  'decimal',
  'boolean',
  'timestamp',
  'date',
];
const FIELDS = TYPES.map((type): Field => ({ name: `as_${type}`, path: ['value'], type }));
const AS_TIMESTAMP: Field = { name: 'as_timestamp', path: ['value'], type: 'timestamp' };
const TABLE: Table = {
  name: 'things',
  primaryKey: ['id'],
  fields: [{ name: 'id', path: ['id'], type: 'string' }, ...FIELDS],
};

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
});

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

interface ConformedRow {
  readonly values: Readonly<Record<string, string | null>>;
  readonly reasons: Readonly<Record<string, string>>;
}

/** What the database makes of records whose `value` is the given text, each read as every type. */
async function conform(texts: readonly string[], fields = FIELDS): Promise<ConformedRow[]> {
  const rows = texts.map((text, index) => {
    const record = quoteText(JSON.stringify({ id: String(index), value: text }));
    return `(${index}, '["${index}"]', ${record}, CAST(NULL AS VARCHAR))`;
  });
  const select = buildConform({
    dialect: duckDbDialect,
    table: { ...TABLE, fields: [TABLE.fields[0]!, ...fields] },
    columnOf: (field) => field.name,
    from: `(VALUES ${rows.join(', ')}) AS given(number, key, readable, notes)`,
    kept: ['number'],
  });
  const columns = fields.map(({ name, type }) =>
    type === 'timestamp'
      ? `CAST(epoch_us(${name}) AS VARCHAR) AS ${name}`
      : `CAST(${name} AS VARCHAR) AS ${name}`,
  );
  const reader = await connection.runAndReadAll(
    `SELECT ${columns.join(', ')}, CAST(_etl_errors AS VARCHAR) AS errors FROM (${select}) ORDER BY number`,
  );
  return reader.getRowObjects().map((row) => ({
    values: row as Record<string, string | null>,
    reasons: readReasons(row.errors as string | null),
  }));
}

function readReasons(errors: string | null): Record<string, string> {
  const entries = JSON.parse(errors ?? '[]') as { column: string; reason: string; value: string }[];
  return Object.fromEntries(entries.map(({ column, reason }) => [column, reason]));
}

function requireExpected(text: string, type: FieldType, row: ConformedRow | undefined): void {
  const column = `as_${type}`;
  const found = row?.values[column] ?? null;
  const reason = row?.reasons[column];
  const expected: Expectation = expectColumn(type, text);
  expect(expected.accepts(found), `${JSON.stringify(text)} as ${type} became ${found}`).toBe(true);
  // Invariant 6: what was changed has a reason; what was kept has none but, at most, too careful a "rounded".
  const isChanged = expected.isChanged === 'when NULL' ? found === null : expected.isChanged;
  if (isChanged) expect(reason, `${JSON.stringify(text)} as ${type}`).toBeDefined();
  else expect([undefined, 'rounded'], `${JSON.stringify(text)} as ${type}`).toContain(reason);
}

async function requireAllExpected(texts: readonly string[]): Promise<void> {
  const rows = await conform(texts);
  texts.forEach((text, index) => {
    for (const type of TYPES) requireExpected(text, type, rows[index]);
  });
}

const digits = (most: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${most}}$`));
const sign = fc.constantFrom('', '-');
const numberText = fc
  .tuple(
    sign,
    digits(32),
    fc.option(digits(24)),
    fc.option(fc.tuple(fc.constantFrom('e', 'E', 'e+', 'e-'), fc.nat(40))),
  )
  .map(([minus, whole, fraction, exponent]) =>
    [minus, whole, fraction === null ? '' : `.${fraction}`, exponent === null ? '' : exponent.join('')].join(
      '',
    ),
  );
const two = (most: number) =>
  fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
const dateText = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), two(13), two(32))
  .map(([year, month, day]) => [String(year).padStart(4, '0'), month, day].join('-'));
const timestampText = fc
  .tuple(
    dateText,
    fc.constantFrom('T', 't', ' ', ''),
    fc.tuple(two(25), two(61), two(61)).map((parts) => parts.join(':')),
    fc.option(digits(10)),
    fc.oneof(
      fc.constantFrom('', 'Z', 'z'),
      fc
        .tuple(fc.constantFrom('+', '-'), two(15), two(61))
        .map(([mark, hours, minutes]) => `${mark}${hours}:${minutes}`),
    ),
  )
  .map(
    ([date, between, time, fraction, offset]) =>
      `${date}${between}${time}${fraction === null ? '' : `.${fraction}`}${offset}`,
  );

describe('conforming a value', () => {
  it.each([
    ['numbers', numberText],
    ['dates', dateText],
    ['timestamps', timestampText],
    [
      'any text',
      fc.oneof(
        fc.string(),
        fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
      ),
    ],
  ])(
    'agrees with an independent oracle for every type, for %s',
    async (_name, texts) => {
      await fc.assert(
        fc.asyncProperty(fc.array(texts, { minLength: 20, maxLength: 60 }), requireAllExpected),
        { numRuns: 30 },
      );
    },
    60_000,
  );

  it('agrees for texts that casts are known to disagree on', async () => {
    await requireAllExpected([
      ...['1.7', '0x1F', '1e5', '1E5', '1.0', '-0', '+1', ' 1', '1_000', '٣', 'NaN', 'Infinity', '1e400', ''],
      ...['9223372036854775807', '9223372036854775808', '-9223372036854775808', '-9223372036854775809'],
      ...[
        '1e-10',
        '1.23456789012345678e2',
        '0.1234567891',
        '0.123456789',
        '9007199254740993',
        '0.30000000000000004',
      ],
      ...[
        '99999999999999999999999999999.999999999',
        '100000000000000000000000000000',
        '1234567890'.repeat(4),
      ],
      ...['true', 'false', 'True', '1', '0', 'null', 'yes'],
      ...['2024-02-29', '2023-02-29', '2024-02-30', '0000-01-01', '9999-12-31', '10000-01-01', '2024-1-1'],
      ...['2024-01-01T00:00:00Z', '2024-01-01T00:00:00', '2024-01-01T24:00:00Z', '2016-12-31T23:59:60Z'],
      ...['2024-01-01T00:00:00.1234567Z', '2024-01-01T00:00:00.123456000Z', '2024-01-01T00:00:00+0530'],
      ...[
        '2024-01-01T00:00:00-07:00',
        '2024-06-30T23:59:59.999999+14:00',
        '0000-01-01T00:00:00Z',
        '2024-01-01',
      ],
    ]);
  });

  it.each([
    ['1767225600001', '1767225600001000'],
    ['1767225600001.000', '1767225600001000'],
    ['-1', '-1000'],
    ['0', '0'],
    ['99999999999999', '99999999999999000'],
    ['2026-01-01T00:00:00.001Z', '1767225600001000'],
  ])('reads %s where milliseconds since the epoch are another spelling', async (text, micros) => {
    const [row] = await conform([text], [{ ...AS_TIMESTAMP, epochMilliseconds: true }]);

    expect(row).toMatchObject({ values: { as_timestamp: micros }, reasons: {} });
  });

  it.each(['1767225600001.5', '123456789012345', '1e12', '', '1767225600001Z'])(
    'has no instant for %j, and says so',
    async (text) => {
      const [row] = await conform([text], [{ ...AS_TIMESTAMP, epochMilliseconds: true }]);

      expect(row).toMatchObject({
        values: { as_timestamp: null },
        reasons: { as_timestamp: 'not_timestamp' },
      });
    },
  );

  it('takes digits for no instant unless the field says so', async () => {
    const [row] = await conform(['1767225600001']);

    expect(row).toMatchObject({
      values: { as_timestamp: null },
      reasons: { as_timestamp: 'not_timestamp' },
    });
  });

  it('takes an empty text for no value where the field says so, and for nothing wrong', async () => {
    const fields = FIELDS.map((field): Field => ({ ...field, emptyIsNull: true }));
    const [empty, blank] = await conform(['', ' '], fields);

    expect(empty?.reasons).toEqual({});
    expect(fields.map(({ name }) => empty?.values[name])).toEqual(fields.map(() => null));
    expect(blank?.values.as_string).toBe(' ');
    expect(blank?.reasons.as_date).toBe('not_date');
  });
});
