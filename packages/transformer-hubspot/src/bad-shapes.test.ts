import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  association,
  company,
  contact,
  deal,
  owner,
  pipeline,
  record,
  stage,
  stageChange,
} from './__fixtures__/records.js';
import { openWarehouse, type Warehouse, type TableName } from './__fixtures__/warehouse.js';

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await openWarehouse();
});
afterEach(() => warehouse.close());

const NONE = ['', null, undefined, [], {}, [null], { value: 'x' }];
const INTERACTIONS: readonly TableName[] = [
  'calls',
  'meetings',
  'emails',
  'communications',
  'notes',
  'tasks',
];

/** What a broken property leaves in a column: texts take any text. */
function textOrNone(column: string, value: unknown): unknown {
  return value === 'none of it' && ['name', 'owner_id'].includes(column) ? value : null;
}

describe('a value that is none', () => {
  it('is NULL where it is, and costs nothing else', async () => {
    const names = ['amount', 'closedate', 'createdate', 'dealname', 'hs_is_closed', 'hubspot_owner_id'];
    const cases = names.flatMap((name) => [...NONE, 'none of it'].map((value) => [name, value] as const));
    await warehouse.load('deals', {
      records: [deal(1), ...cases.map(([name, value], index) => deal(100 + index, { [name]: value }))],
    });
    await warehouse.transform();
    const rows = await warehouse.mart('deals');
    expect(rows).toHaveLength(cases.length + 1);
    const columns = {
      amount: 'amount',
      closedate: 'close_date',
      dealname: 'name',
      hubspot_owner_id: 'owner_id',
    };
    const byId = new Map(rows.map((row) => [row.deal_id, row]));
    const healthy = byId.get('1') ?? {};
    for (const [index, [name, value]] of cases.entries()) {
      const id = String(100 + index);
      for (const [broken, column] of Object.entries(columns)) {
        const whole = column === 'name' ? `Deal ${id}` : healthy[column];
        const expected = broken === name ? textOrNone(column, value) : whole;
        expect(byId.get(id)?.[column], `${column} with ${name} = ${JSON.stringify(value)}`).toEqual(expected);
      }
    }
  });

  it('is a record without properties, which has its row in every table', async () => {
    const records = [null, 5, 'x', [], {}, [[]]].map((properties, index) => ({
      id: String(index),
      properties,
    }));
    for (const table of ['contacts', 'companies', 'deals', ...INTERACTIONS] as const) {
      await warehouse.load(table, { records });
    }
    await warehouse.load('owners', { records: [{ id: '1' }] });
    await warehouse.transform();
    for (const mart of ['contacts', 'companies', 'deals'])
      expect(await warehouse.mart(mart), mart).toHaveLength(6);
    expect(await warehouse.staging('person')).toHaveLength(7);
    expect(await warehouse.staging('interaction')).toHaveLength(36);
    const claims = await warehouse.session.query(
      'SELECT DISTINCT claim_type, evidence FROM HUBSPOT_STAGING.identity_claim',
    );
    expect(claims).toEqual([{ claim_type: 'crm_id', evidence: 'id' }]);
  });
});

describe('values in other forms', () => {
  it('instants are texts or milliseconds, also with a fraction of nothing', async () => {
    const dates = [
      '2026-01-02T00:00:00Z',
      '1767312000000',
      '1767312000000.0',
      '2026-01-02',
      '1767312000000.5',
    ];
    const records = dates.map((closedate, index) => deal(index, { closedate }));
    await warehouse.load('deals', { records });
    await warehouse.transform();
    const rows = await warehouse.session.query(
      'SELECT epoch_ms(close_date) AS at FROM HUBSPOT_MARTS.deals ORDER BY deal_id',
    );
    expect(rows.map(({ at }) => at)).toEqual([1767312000000, 1767312000000, 1767312000000, null, null]);
  });

  it('amounts are exact, also when written as powers of ten, and too large ones are none', async () => {
    const amounts = ['1234567890123456789.12', '1.5e3', '-7', 'NaN', '1,000', '1e400', '0x10', ' 5'];
    await warehouse.load('deals', { records: amounts.map((amount, index) => deal(index, { amount })) });
    await warehouse.transform();
    const rows = await warehouse.session.query(
      'SELECT CAST(amount AS VARCHAR) AS amount FROM HUBSPOT_MARTS.deals ORDER BY deal_id',
    );
    expect(rows.map(({ amount }) => amount)).toEqual([
      '1234567890123456789.120000000',
      '1500.000000000',
      '-7.000000000',
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('lengths without end are none', async () => {
    const durations = ['1e300', '-5', 'long', '999', '1000'];
    const records = durations.map((value, index) => record(index, { hs_call_duration: value }));
    await warehouse.load('calls', { records });
    await warehouse.load('meetings', {
      records: [
        record(1, {
          hs_meeting_start_time: '2026-02-02T00:00:00Z',
          hs_meeting_end_time: '2026-02-01T00:00:00Z',
        }),
      ],
    });
    await warehouse.transform();
    const rows = await warehouse.session.query(
      'SELECT interaction_id, duration_seconds AS length FROM HUBSPOT_STAGING.interaction ORDER BY ALL',
    );
    expect(rows.map(({ length }) => length)).toEqual([null, null, null, 0, 1, null]);
  });

  it('lists hold what is between semicolons, whatever characters that has', async () => {
    const list = String.raw`"a"@b.example;back\slash@b.example;[1]@b.example; ;;{"x":"y"}`;
    await warehouse.load('contacts', {
      records: [contact(1, { hs_additional_emails: list, hs_merged_object_ids: 77 })],
    });
    await warehouse.transform();
    const rows = await warehouse.session.query(
      "SELECT value FROM HUBSPOT_STAGING.identity_claim WHERE evidence LIKE '%additional%' OR evidence LIKE '%merged%' ORDER BY value",
    );
    expect(rows.map(({ value }) => value)).toEqual([
      '"a"@b.example',
      '77',
      '[1]@b.example',
      String.raw`back\slash@b.example`,
    ]);
  });
});

it('stages, changes of stages, associations and owners of any shape end no run', async () => {
  const shapes = fc.sample(fc.jsonValue({ maxDepth: 3 }), 60);
  await warehouse.load('pipelines', {
    records: shapes.map((value, index) => ({
      ...pipeline(`p${index}`, ''),
      label: value,
      pipeline: { id: `p${index}`, label: value },
    })),
  });
  await warehouse.load('pipeline_stages', {
    records: shapes.map((value, index) =>
      stage(`s${index}`, index % 2 === 0 ? value : { probability: value, isClosed: value }),
    ),
  });
  await warehouse.load('deals_property_history', {
    records: shapes.map((value, index) => ({ ...stageChange(index, '2026-01-01T00:00:00Z', value) })),
  });
  await warehouse.load('associations', {
    records: shapes.map((value, index) => {
      const made = association(['contacts', index], ['calls', index], [index]) as { association: object };
      return { ...made, association: { ...made.association, label: value } };
    }),
  });
  await warehouse.load('owners', {
    records: shapes.map((value, index) =>
      owner(index, { email: value, firstName: value, type: value, archived: value }),
    ),
  });
  for (const table of ['contacts', 'companies', 'deals', ...INTERACTIONS] as const) {
    const names = Object.keys((contact(1) as { properties: object }).properties).concat(
      Object.keys((company(1) as { properties: object }).properties),
      Object.keys((deal(1) as { properties: object }).properties),
      'hs_timestamp',
      'hs_call_duration',
      'hs_meeting_start_time',
    );
    await warehouse.load(table, {
      records: shapes.map((value, index) =>
        record(index, Object.fromEntries(names.map((name) => [name, value])), {
          createdAt: value,
          url: value,
        }),
      ),
    });
  }
  await warehouse.transform();
  for (const mart of ['deals', 'contacts', 'companies', 'associations', 'owners', 'deal_stages']) {
    expect(await warehouse.mart(mart), mart).toHaveLength(60);
  }
  expect(await warehouse.staging('interaction')).toHaveLength(360);
});
