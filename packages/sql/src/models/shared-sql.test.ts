import { ConfigError } from '@etl/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryDuckDb } from '../__fixtures__/memory-duckdb.js';
import { duckDbDialect as dialect } from '../dialects/duckdb-dialect.js';
import { quoteText } from '../quote.js';
import { createModelContext } from './model-context.js';
import {
  domainOfEmail,
  findPlaces,
  keepId,
  normaliseDomain,
  normaliseEmail,
  normalisePhone,
  publish,
  selectClaims,
  selectFields,
  selectList,
  field,
  withParts,
  type Claim,
  type Normaliser,
} from './index.js';

let database: MemoryDuckDb;
beforeAll(async () => {
  database = await MemoryDuckDb.open();
});
afterAll(() => database.close());

async function query(sql: string): Promise<readonly unknown[][]> {
  const rows = await database.transaction((connection) => connection.rows(sql));
  return rows.map((row) => Object.values(row));
}

describe('normalised values', () => {
  const CASES: readonly (readonly [Normaliser, string, string | null])[] = [
    [normaliseEmail, ' Ada@B.Example ', 'ada@b.example'],
    [normaliseEmail, 'a@b@c', null],
    [normaliseEmail, 'ada', null],
    [normaliseDomain, 'HTTPS://www.B.example:80/x?y', 'b.example'],
    [normaliseDomain, 'localhost', null],
    [normaliseDomain, 'a b.example', null],
    [domainOfEmail, 'Ada@www.B.example', 'b.example'],
    [domainOfEmail, 'b.example', null],
    [normalisePhone, '0049 (30) 12-34 567', '+49301234567'],
    [normalisePhone, '030/1234567', '0301234567'],
    [normalisePhone, '+12345', null],
    [keepId, ' X1 ', ' X1 '],
  ];

  it.each(CASES)('%o of %j is %j', async (normalise, text, expected) => {
    expect(await query(`SELECT ${normalise(dialect, quoteText(text))}`)).toEqual([[expected]]);
  });
});

describe('fields', () => {
  const read = (value: string, options: object): Promise<readonly unknown[][]> =>
    query(
      `SELECT CAST(epoch_ms(f."at") AS INTEGER), f.text FROM (${selectFields({
        dialect,
        from: `(SELECT 1 AS id, ${quoteText(value)} AS record) AS r`,
        keep: ['id'],
        json: 'record',
        fields: [
          { name: 'at', type: 'timestamp', path: ['at'], ...options },
          { name: 'text', type: 'string', path: ['text'], ...options },
        ],
      })}) AS f`,
    );

  it('take milliseconds and empty texts for what they are only when told to', async () => {
    const record = '{"at":"5000","text":""}';
    expect(await read(record, {})).toEqual([[null, '']]);
    expect(await read(record, { epochMilliseconds: true, emptyIsNull: true })).toEqual([[5000, null]]);
    expect(await read('{"at":"","text":" "}', { emptyIsNull: true })).toEqual([[null, ' ']]);
  });

  it('of lists are numbered by place, objects only', async () => {
    const list = selectList({
      dialect,
      from: `(SELECT 'x' AS id, '{"of":[{"a":{"b":1}},5,{"a":2}]}' AS record) AS r`,
      keep: ['id'],
      json: 'record',
      path: ['of'],
      number: 'place',
      fields: [field('b', 'string', 'a.b')],
    });
    expect(
      await query(withParts({ list }, 'SELECT id, CAST(place AS INTEGER), b FROM list ORDER BY 2')),
    ).toEqual([
      ['x', 1, '1'],
      ['x', 3, null],
    ]);
  });
});

describe('claims', () => {
  const claim: Claim = {
    from: "(VALUES ('1', 'A@b.example'), ('1', 'a@B.example'), ('2', 'none')) AS r (id, email)",
    claimantKind: 'person',
    claimantId: 'r.id',
    type: 'email',
    value: 'r.email',
    normalise: normaliseEmail,
    evidence: 'email',
    strength: 'strong',
    isVerified: false,
    originType: 'contact',
    originId: 'r.id',
  };
  const select = (...claims: Claim[]): Promise<readonly unknown[][]> =>
    query(
      `SELECT claimant_id, value, value_as_sent, system FROM (${selectClaims(dialect, claims)}) AS c ORDER BY ALL`,
    );

  it('are made once, and not of values that are none', async () => {
    expect(await select(claim)).toEqual([['1', 'a@b.example', 'A@b.example', null]]);
  });

  it('are others with another system or evidence, and restricted by a condition', async () => {
    const none = { ...claim, where: "r.id = '2'" };
    expect(
      await select(claim, none, { ...claim, system: "'crm'" }, { ...claim, evidence: 'alias' }),
    ).toHaveLength(3);
  });
});

describe('places', () => {
  it('lie beside the source, or where it is told', () => {
    const raw = { source: 'crm', raw: 'CRM' };
    expect(findPlaces('x', { source: 'crm' }, { crm: 'CRM' })).toEqual({
      ...raw,
      marts: 'CRM_MARTS',
      staging: 'CRM_STAGING',
    });
    const told = { source: 'crm', schema: 'M', staging_schema: 'S' };
    expect(findPlaces('x', told, { crm: 'CRM' })).toEqual({ ...raw, marts: 'M', staging: 'S' });
  });

  it('of a source that is not configured are none', () => {
    expect(() => findPlaces('x', { source: 'crm' }, {})).toThrow(ConfigError);
    expect(() => findPlaces('x', { source: 'toString' }, { crm: 'CRM' })).toThrow(/configured: crm/);
  });
});

it('a canonical model is published with its source, and NULL for what is not known', async () => {
  const places = { source: "it's", raw: 'R', marts: 'M', staging: 'S' };
  const names = ['id', 'source', 'amount'];
  const columns = names.map((name) => ({
    name,
    type: 'string' as const,
    description: `${name}.`,
    required: true,
  }));
  const model = publish(places, {
    canonical: { name: 'thing', description: 'One row per thing.', primaryKey: ['id'], columns },
    unit: ['id'],
    inputs: {},
    values: { id: 't.id' },
    from: () => "(SELECT '1' AS id) AS t",
  });
  expect(model).toMatchObject({ schema: 'S', name: 'thing', canonical: 'thing', primaryKey: ['id'] });
  const sql = model.select(createModelContext({ dialect, model, present: new Set() }));
  expect(await query(sql)).toEqual([['1', "it's", null]]);
});

describe('texts', () => {
  const parts = (text: string): string =>
    `(${dialect.splitText({ from: `(SELECT 1 AS id, ${text} AS body) AS t`, keep: ['id'], text: 'body', separator: "';'" })}) AS p`;

  it.each([
    ["'a;;ü'", ['a', '', 'ü']],
    ["'a'", ['a']],
    ["''", ['']],
    ['CAST(NULL AS VARCHAR)', []],
  ])('%s is split, in order', async (text, expected) => {
    const rows = await query(`SELECT value, position, id FROM ${parts(text)} ORDER BY position`);
    expect(rows).toEqual(expected.map((value, index) => [value, index, 1]));
  });

  it('are joined in the order of a column', async () => {
    const joined = `SELECT ${dialect.joinTexts('value', 'position')} FROM ${parts("'c;b;a'")}`;
    expect(await query(joined)).toEqual([['cba']]);
  });

  it.each([
    [`'[{"n":2},{"n":3},{"m":1},7]'`, 5],
    [`'[{"n":"x"},{"n":null}]'`, null],
    [`'[{"n":9223372036854775807},{"n":1}]'`, null],
    [`'[]'`, null],
    [`'{"n":1}'`, null],
    ['CAST(NULL AS VARCHAR)', null],
  ])('of a list, %s, have the sum of their members', async (list, sum) => {
    expect(await query(`SELECT ${dialect.sumOfMembers(list, 'n')}`)).toEqual([[sum]]);
  });

  it('are searched for every match', async () => {
    const count = dialect.countMatches("'one  twö, three'", '[^ ]+');
    expect(await query(`SELECT ${count}, ${dialect.countMatches("''", 'a')}`)).toEqual([[3, 0]]);
  });
});
