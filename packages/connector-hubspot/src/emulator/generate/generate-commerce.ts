import type { RecordChanges } from '../objects/record-changes.js';
import type { CustomObjects } from '../schema/custom-object.js';
import type { BuildTools } from './build-crm-records.js';
import { buildTimes, ownerId, writeInstant } from './build-crm-records.js';

const DAY = 24 * 60 * 60 * 1000;

const PRODUCTS = [
  ['Platform', '1200.00'],
  ['Support plan', '300'],
  ['Training day', '9.5E2'],
] as const;

/** What is sold: products, and line items and quotes of deals. */
export function generateCommerce(records: RecordChanges, tools: BuildTools): void {
  const { company, now, random } = tools;
  const products = PRODUCTS.map(([name, price]) =>
    records.create('products', {
      ...buildTimes(now - 400 * DAY, tools),
      properties: { name, price, hs_sku: name.toLowerCase().replaceAll(' ', '-') },
    }),
  );
  for (const deal of company.deals) {
    const times = buildTimes(deal.createdAt, tools);
    const lineItem = records.create('line_items', {
      ...times,
      properties: {
        name: deal.name,
        quantity: String(random.integer(1, 20)),
        amount: `${deal.amount}.00`,
        hs_product_id: random.pick(products),
      },
    });
    records.associate('deals', deal.ids.hubspot, 'line_items', lineItem);
    if (!random.chance(0.3)) continue;
    const quote = records.create('quotes', {
      ...times,
      properties: {
        hs_title: deal.name,
        hs_expiration_date: writeInstant(deal.closeAt, random),
        hs_currency: 'USD',
      },
    });
    records.associate('deals', deal.ids.hubspot, 'quotes', quote);
  }
}

/** Support: tickets of companies, and leads of contacts. */
export function generateTicketsAndLeads(records: RecordChanges, tools: BuildTools): void {
  const { company, random } = tools;
  for (const account of company.accounts) {
    const ticket = records.create('tickets', {
      ...buildTimes(account.createdAt, tools),
      properties: {
        subject: `Question of ${account.name}`,
        content: random.pick(['It does not start.\nSince Monday.', 'How do I export?', '']),
        hs_pipeline: '0',
        hs_pipeline_stage: random.pick(['1', '2', '4']),
        hs_ticket_priority: random.pick(['LOW', 'MEDIUM', 'HIGH']),
        hubspot_owner_id: ownerId(tools),
      },
    });
    records.associate('companies', account.ids.hubspot, 'tickets', ticket, ['Primary']);
  }
  for (const contact of company.contacts.slice(0, 25)) {
    const lead = records.create('leads', {
      ...buildTimes(contact.createdAt, tools),
      properties: {
        hs_lead_name: `${contact.firstName} ${contact.lastName}`,
        hs_pipeline: 'lead-pipeline-id',
      },
    });
    records.associate('leads', lead, 'contacts', contact.ids.hubspot, ['Primary']);
  }
}

/** Something only this account has: the machines its customers run. */
export function generateMachines(
  records: RecordChanges,
  customObjects: CustomObjects,
  tools: BuildTools,
): void {
  customObjects.define({
    name: 'machines',
    labels: { singular: 'Machine', plural: 'Machines' },
    associatedTypes: ['companies'],
    properties: [
      { name: 'serial_number', hasUniqueValue: true },
      { name: 'running_hours', type: 'number' },
      { name: 'installed_on', type: 'date' },
      { name: 'features', type: 'enumeration', fieldType: 'checkbox' },
    ],
  });
  const { company, random } = tools;
  for (const [index, account] of company.accounts.entries()) {
    const machine = records.create('machines', {
      ...buildTimes(account.createdAt, tools),
      properties: {
        serial_number: `HS-${1000 + index}`,
        running_hours: random.pick(['1204', '1.5E3', 'unknown', '']),
        installed_on: new Date(account.createdAt).toISOString().slice(0, 10),
        features: random.pick(['remote;cooling', 'remote', 'cooling;turbo;remote', '']),
      },
    });
    records.associate('machines', machine, 'companies', account.ids.hubspot);
  }
}
