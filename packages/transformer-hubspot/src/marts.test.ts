import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  association,
  company,
  contact,
  deal,
  owner,
  pipeline,
  stage,
  stageChange,
  STAGES,
} from './__fixtures__/records.js';
import { openWarehouse, type Warehouse } from './__fixtures__/warehouse.js';

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await openWarehouse();
});
afterEach(() => warehouse.close());

/** The only row of a mart. */
async function one(mart: string): Promise<Readonly<Record<string, unknown>>> {
  const rows = await warehouse.mart(mart);
  expect(rows).toHaveLength(1);
  return rows[0] ?? {};
}

/** Columns of a mart's rows, in order. */
async function select(columns: string, mart: string): Promise<readonly unknown[][]> {
  const rows = await warehouse.session.query(`SELECT ${columns} FROM HUBSPOT_MARTS.${mart} ORDER BY ALL`);
  return rows.map((row) => Object.values(row));
}

describe('deals', () => {
  beforeEach(async () => {
    await warehouse.load('pipelines', { records: [pipeline('default', 'Sales')] });
    await warehouse.load('pipeline_stages', { records: STAGES });
  });

  it('say all that is known of one', async () => {
    await warehouse.load('deals', { records: [deal(1, { dealstage: 'closedwon' })] });
    await warehouse.transform();
    expect(await one('deals')).toMatchObject({
      deal_id: '1',
      name: 'Deal 1',
      pipeline: 'Sales',
      stage: 'Stage closedwon',
      stage_probability: 1,
      status: 'won',
      is_closed: true,
      currency: 'EUR',
      amount_band: 'medium',
      deal_type: 'newbusiness',
      owner_id: '71',
      closed_reason: 'Fast',
      url: 'https://app.hubspot.example/record/1',
    });
    expect(await select('CAST(amount AS VARCHAR), days_to_close, age_days', 'deals')).toEqual([
      ['75000.100000000', 40n, 40n].map((value) => (typeof value === 'bigint' ? Number(value) : value)),
    ]);
  });

  it('take their status from the stage, whatever it is called and whatever the deal still says', async () => {
    const misnamed = stage('closedwon_soon', { isClosed: 'false', probability: '0.9' }, { label: 'Won' });
    const undecided = stage('done', { isClosed: 'true', probability: '0.4' });
    const byProbability = stage('gone', { probability: '0.0' });
    await warehouse.load('pipeline_stages', { records: [misnamed, undecided, byProbability] });
    await warehouse.load('deals', {
      records: [
        deal(1, { dealstage: 'negotiation', hs_is_closed: 'true', hs_is_closed_won: 'true' }),
        deal(2, { dealstage: 'closedlost', hs_is_closed: 'false' }),
        deal(3, { dealstage: 'closedwon_soon' }),
        deal(4, { dealstage: 'done' }),
        deal(5, { dealstage: 'done', hs_is_closed_won: 'true' }),
        deal(6, { dealstage: 'gone' }),
      ],
    });
    await warehouse.transform();
    expect(await select('deal_id, status, is_closed', 'deals')).toEqual([
      ['1', 'open', false],
      ['2', 'lost', true],
      ['3', 'open', false],
      ['4', null, true],
      ['5', 'won', true],
      ['6', 'lost', true],
    ]);
  });

  it('take it from the deal where the stage is not known', async () => {
    await warehouse.load('deals', {
      records: [
        deal(1, {
          dealstage: 'closedwon',
          pipeline: 'other',
          hs_is_closed: 'true',
          hs_is_closed_won: 'true',
        }),
        deal(2, { dealstage: 'x', hs_is_closed: 'true', hs_is_closed_won: 'false' }),
        deal(3, { dealstage: 'x', hs_is_closed: 'false', hs_is_closed_won: 'false' }),
        deal(4, { dealstage: 'closedwon', pipeline: 'other' }),
        deal(5, { dealstage: 'x', hs_is_closed: 'true' }),
        deal(6, { dealstage: 'x', hs_is_closed_lost: 'true' }),
        deal(7, { dealstage: '', pipeline: '' }),
      ],
    });
    await warehouse.transform();
    expect(await select('deal_id, status, is_closed, stage, stage_id', 'deals')).toEqual([
      ['1', 'won', true, null, 'closedwon'],
      ['2', 'lost', true, null, 'x'],
      ['3', 'open', false, null, 'x'],
      ['4', null, null, null, 'closedwon'],
      ['5', null, true, null, 'x'],
      ['6', 'lost', true, null, 'x'],
      ['7', null, null, null, ''],
    ]);
  });

  it('are as old as they were when they changed last, until they are decided', async () => {
    const parts = { updatedAt: '2026-01-11T23:59:59Z' };
    await warehouse.load('deals', {
      records: [
        deal(1, {}, parts),
        deal(2, { dealstage: 'closedlost', closedate: '2026-01-03T06:00:00Z' }, parts),
        deal(3, { dealstage: 'closedlost', closedate: '' }, parts),
        deal(4, { createdate: '' }, parts),
        deal(5, { dealstage: 'closedwon', closedate: '1767312000000' }, parts),
      ],
    });
    await warehouse.transform();
    expect(await select('deal_id, days_to_close, age_days, closed_at IS NULL', 'deals')).toEqual([
      ['1', null, 10, true],
      ['2', 2, 2, false],
      ['3', null, null, true],
      ['4', null, 6, true],
      ['5', 1, 1, false],
    ]);
  });

  it('follow a stage that is renamed or means something else, and only the deals in it', async () => {
    await warehouse.load('deals', { records: [deal(1), deal(2, { dealstage: 'closedwon' })] });
    await warehouse.transform();
    await warehouse.load('pipeline_stages', {
      records: [stage('negotiation', { isClosed: 'true', probability: '1.0' }, { label: 'Signed' })],
    });
    const { deals } = await warehouse.transform();
    expect(deals?.changedRows).toBe(1);
    expect(await select('deal_id, stage, status', 'deals')).toEqual([
      ['1', 'Signed', 'won'],
      ['2', 'Stage closedwon', 'won'],
    ]);
    await warehouse.load('pipelines', { records: [pipeline('default', 'Renamed')] });
    expect((await warehouse.transform()).deals?.changedRows).toBe(2);
  });

  it('move from stage to stage, and go when they are archived', async () => {
    await warehouse.load('deals', { records: [deal(1), deal(2)] });
    await warehouse.transform();
    await warehouse.load('deals', { records: [deal(1, { dealstage: 'closedlost' })], deleted: ['2'] });
    expect((await warehouse.transform()).deals?.changedRows).toBe(2);
    expect(await select('deal_id, status, closed_reason', 'deals')).toEqual([['1', 'lost', 'Too dear']]);
  });

  it('are not mixed up with tickets of the same pipeline and stage', async () => {
    const ticket = { objectType: 'tickets', label: 'Ticket' };
    await warehouse.load('pipelines', { records: [pipeline('default', 'Support', 'tickets')] });
    await warehouse.load('pipeline_stages', {
      records: [stage('negotiation', { isClosed: 'true' }, ticket)],
    });
    await warehouse.load('deals', { records: [deal(1)] });
    await warehouse.transform();
    expect(await select('pipeline, stage, status', 'deals')).toEqual([
      ['Sales', 'Stage negotiation', 'open'],
    ]);
  });
});

it('deals without pipelines have ids and what they say themselves', async () => {
  await warehouse.load('deals', { records: [deal(1, { hs_is_closed: 'false' })] });
  const tables = await warehouse.transform();
  expect(tables.deal_stages?.skipped).toMatch(/pipeline_stages is not loaded/);
  expect(await one('deals')).toMatchObject({
    stage_id: 'negotiation',
    stage: null,
    pipeline: null,
    status: 'open',
  });
});

it('deal stages without pipelines have no pipeline', async () => {
  await warehouse.load('pipeline_stages', { records: STAGES });
  await warehouse.transform();
  expect(await select('stage_id, pipeline, is_closed, is_won', 'deal_stages')).toEqual([
    ['closedlost', null, true, false],
    ['closedwon', null, true, true],
    ['negotiation', null, false, null],
  ]);
});

describe('the history of stages', () => {
  const HISTORY = [
    stageChange(1, '2026-01-01T00:00:00Z', 'new'),
    stageChange(1, '2026-01-03T12:00:00Z', 'new'),
    stageChange(1, '2026-01-05T00:00:00Z', 'negotiation'),
    stageChange(1, '2026-01-06T00:00:00Z', ''),
    stageChange(1, '2026-01-08T00:00:00Z', 'negotiation'),
    stageChange(1, '2026-01-08T06:00:00Z', 'x', 0),
    stageChange(1, '2026-01-08T06:00:00Z', 'closedwon', 1),
    { ...stageChange(1, '2026-01-09T00:00:00Z', '5'), property: 'amount' },
  ];

  it('has each stay once, with its length', async () => {
    await warehouse.load('deals_property_history', { records: HISTORY });
    await warehouse.transform();
    const columns = 'stay_number, stage_id, days_in_stage, is_current, updated_by_user_id';
    expect(await select(columns, 'deal_stage_history')).toEqual([
      [1, 'new', 4, false, '1071'],
      [2, 'negotiation', 1, false, '1071'],
      [3, 'negotiation', 0.25, false, '1071'],
      [4, 'x', 0, false, '1071'],
      [5, 'closedwon', null, true, '1071'],
    ]);
  });

  it('goes with its deal, and comes without the deals', async () => {
    await warehouse.load('deals_property_history', { records: HISTORY });
    await warehouse.load('deals', { records: [deal(1), deal(2)] });
    await warehouse.transform();
    expect(await warehouse.mart('deal_stage_history')).toHaveLength(5);
    await warehouse.load('deals', { deleted: ['1'] });
    await warehouse.transform();
    expect(await warehouse.mart('deal_stage_history')).toEqual([]);
  });
});

describe('contacts and companies', () => {
  it('have their bands', async () => {
    await warehouse.load('contacts', { records: [contact(1)] });
    await warehouse.load('companies', { records: [company(501)] });
    await warehouse.transform();
    expect(await one('contacts')).toMatchObject({
      contact_id: '1',
      email: 'Ada1@Northwind.example',
      full_name: 'Ada Number 1',
      mobile_phone: null,
      company_id: '501',
      lifecycle_stage: 'customer',
      lifecycle_band: 'customer',
      owner_id: '71',
    });
    expect(await one('companies')).toMatchObject({
      company_id: '501',
      employee_count: 250,
      size_band: 'mid_market',
      revenue_band: 'medium',
      lifecycle_band: 'opportunity',
    });
    expect(await select("last_contacted_at = TIMESTAMPTZ '2026-01-05 10:30:00Z'", 'contacts')).toEqual([
      [true],
    ]);
  });

  it('have those of the border and none where there is no number', async () => {
    const sizes = ['0', '9', '10', '99', '100', '999', '1000', '', 'about 10', '-1', '1e3'];
    const records = sizes.map((numberofemployees, index) => company(10 + index, { numberofemployees }));
    await warehouse.load('companies', { records });
    await warehouse.transform();
    const bands = await select('company_id, size_band', 'companies');
    expect(bands.map(([, band]) => band)).toEqual([
      'startup',
      'startup',
      'small_business',
      'small_business',
      'mid_market',
      'mid_market',
      'enterprise',
      null,
      null,
      null,
      null,
    ]);
  });

  it('have the bands that are configured', async () => {
    await warehouse.load('companies', { records: [company(1, { lifecyclestage: "it's" })] });
    await warehouse.transform({
      size_bands: [{ name: "those of '26", from: 200 }],
      revenue_bands: [{ name: 'too much', from: 1e9 }],
      lifecycle_bands: { ours: ["it's"] },
    });
    expect(await one('companies')).toMatchObject({
      size_band: "those of '26",
      revenue_band: null,
      lifecycle_band: 'ours',
    });
  });
});

describe('associations', () => {
  const PAIR = [
    association(['contacts', 1], ['companies', 501], [1, 'Primary']),
    association(['contacts', 1], ['companies', 501], [279]),
    association(['contacts', 1], ['companies', 502], [7, 'Advisor', 'USER_DEFINED']),
  ];

  it('can be read by their labels, with the names of both ends', async () => {
    await warehouse.load('associations', { records: PAIR });
    await warehouse.load('contacts', { records: [contact(1)] });
    await warehouse.load('companies', { records: [company(501)] });
    await warehouse.transform();
    const columns = 'to_id, type_id, label, category, from_name, to_name, is_from_loaded, is_to_loaded';
    expect(await select(columns, 'associations')).toEqual([
      ['501', '1', 'Primary', 'HUBSPOT_DEFINED', 'Ada Number 1', 'Northwind 501', true, true],
      ['501', '279', null, 'HUBSPOT_DEFINED', 'Ada Number 1', 'Northwind 501', true, true],
      ['502', '7', 'Advisor', 'USER_DEFINED', 'Ada Number 1', null, true, false],
    ]);
  });

  it('are there without any record, and hear of new names at both ends', async () => {
    await warehouse.load('associations', { records: PAIR });
    await warehouse.transform();
    expect(await select('DISTINCT from_name, is_to_loaded', 'associations')).toEqual([[null, false]]);
    await warehouse.load('contacts', { records: [contact(1), contact(2)] });
    await warehouse.load('companies', { records: [company(501), company(502, { name: 'Old' })] });
    await warehouse.transform();
    await warehouse.load('companies', { records: [company(502, { name: 'New' })] });
    expect((await warehouse.transform()).associations?.changedRows).toBe(1);
    await warehouse.load('contacts', { records: [contact(1, { firstname: '', lastname: '' })] });
    expect((await warehouse.transform()).associations?.changedRows).toBe(3);
    expect(await select('DISTINCT from_name', 'associations')).toEqual([['Ada1@Northwind.example']]);
    await warehouse.load('contacts', { deleted: ['1'] });
    await warehouse.transform();
    expect(await select('DISTINCT from_name, is_from_loaded', 'associations')).toEqual([[null, false]]);
  });
});

it('owners have names, also those who left', async () => {
  await warehouse.load('owners', { records: [owner(71), owner(72, { archived: true, userId: null })] });
  await warehouse.transform();
  expect(await select('owner_id, name, user_id, is_archived', 'owners')).toEqual([
    ['71', 'Olga Owner 71', '1071', false],
    ['72', 'Olga Owner 72', '1072', true],
  ]);
});
