import { modelConformance } from '@etl/testing';
import { canonicalModels } from '@etl/unified-model';
import { expect, it } from 'vitest';
import {
  association,
  company,
  contact,
  deal,
  owner,
  pipeline,
  record,
  stageChange,
  STAGES,
} from './__fixtures__/records.js';
import { openWarehouse, type TableName } from './__fixtures__/warehouse.js';
import { transformer } from './index.js';

/** A record for each table. */
const RECORDS: Readonly<Record<TableName, readonly object[]>> = {
  contacts: [contact(1)],
  companies: [company(501)],
  deals: [deal(601)],
  owners: [owner(71)],
  calls: [record(11, { hubspot_owner_id: '71' })],
  meetings: [record(12, {})],
  emails: [record(13, {})],
  communications: [record(14, {})],
  notes: [record(15, {})],
  tasks: [record(16, {})],
  tickets: [record(17, { subject: 'Help' })],
  pipelines: [pipeline('default', 'Sales')],
  pipeline_stages: STAGES,
  associations: [
    association(['contacts', 1], ['companies', 501], [279]),
    association(['contacts', 1], ['calls', 11], [193]),
  ],
  deals_property_history: [stageChange(601, '2026-01-01T00:00:00Z', 'negotiation')],
};

modelConformance({
  plugin: transformer,
  source: 'hubspot',
  published: canonicalModels,
  steps: ['association_fact', 'deal_fact', 'record_name'],
  open: openWarehouse,
  records: RECORDS,
});

it('takes bands in rising order only', () => {
  const parse = (...bounds: number[]): unknown =>
    transformer.configSchema.parse({ size_bands: bounds.map((from) => ({ name: `from ${from}`, from })) });
  expect(() => parse(0, 10)).not.toThrow();
  for (const bounds of [[10, 0], [5, 5], [-1], []]) expect(() => parse(...bounds)).toThrow(/size_bands/);
});
