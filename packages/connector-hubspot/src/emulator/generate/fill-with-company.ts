import type { Company } from '@etl/emulator-kit';
import { COMPANY_NOW, createCompany, createRandom } from '@etl/emulator-kit';
import type { HubspotContext } from '../hubspot-endpoint.js';
import type { HubspotEmulatorOptions } from '../hubspot-emulator-options.js';
import type { RecordChanges } from '../objects/record-changes.js';
import { associateCompany } from './associate-company.js';
import { buildOwner, buildPipelines } from './build-collections.js';
import { buildCompany, buildContact, buildDeal } from './build-crm-records.js';

import { generateCommerce, generateMachines, generateTicketsAndLeads } from './generate-commerce.js';
import { generateEngagements } from './generate-engagements.js';
import { generateEmailsAndCampaigns, generateForms, generateLists } from './generate-marketing.js';

/** Where generated data goes. */
export interface FillTarget {
  readonly records: RecordChanges;
  readonly context: HubspotContext;
}

/** Fills an account with the side that HubSpot sees of the company every emulator knows. */
export function fillWithCompany(target: FillTarget, options: HubspotEmulatorOptions): void {
  const { seed = 1, now = COMPANY_NOW } = options;
  const company = options.company ?? createCompany(seed, { ...options.size, now });
  const random = createRandom(seed).fork('hubspot records');
  fillCollections(target, company);
  const tools = { company, now, random };
  for (const account of company.accounts) target.records.create('companies', buildCompany(account, tools));
  for (const contact of company.contacts) target.records.create('contacts', buildContact(contact, tools));
  for (const deal of company.deals) target.records.create('deals', buildDeal(deal, tools));
  associateCompany(target.records, company);
  generateEngagements(target.records, tools);
  generateCommerce(target.records, tools);
  generateTicketsAndLeads(target.records, tools);
  generateMachines(target.records, target.context.customObjects, tools);
  generateLists(target.context.collections, tools);
  generateForms(target.context.collections, tools);
  generateEmailsAndCampaigns(target.context.collections, tools);
}

function fillCollections({ context: { collections } }: FillTarget, company: Company): void {
  for (const [index, employee] of company.employees.entries())
    collections.owners.put(buildOwner(employee, index));
  for (const [typeName, pipelines] of Object.entries(buildPipelines())) {
    for (const pipeline of pipelines) collections.pipelines(typeName).put(pipeline);
  }
}
