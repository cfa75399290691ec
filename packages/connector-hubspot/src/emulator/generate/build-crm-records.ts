import type { Account, Company, Contact, Deal, Random } from '@etl/emulator-kit';
import { formatInstant } from '../objects/read-property.js';
import type { PropertyEdit } from '../objects/record-state.js';
import type { NewRecord } from '../objects/record-changes.js';

/** What records are made from. */
export interface BuildTools {
  readonly company: Company;
  /** No record changed after it; milliseconds since the epoch. */
  readonly now: number;
  readonly random: Random;
}

const DAY = 24 * 60 * 60 * 1000;
const OPEN_STAGES: readonly string[] = [
  'appointmentscheduled',
  'qualifiedtobuy',
  'presentationscheduled',
  'decisionmakerboughtin',
  'contractsent',
];
const STAGES_OF_LIFE = ['lead', 'opportunity', 'customer', 'evangelist'];

export function buildCompany(account: Account, tools: BuildTools): NewRecord {
  const { random } = tools;
  return {
    id: account.ids.hubspot,
    ...buildTimes(account.createdAt, tools),
    properties: {
      name: account.name,
      domain: account.domain,
      website: `https://${account.domain}`,
      industry: account.industry.toUpperCase().replaceAll(' ', '_'),
      city: account.city,
      lifecyclestage: random.pick(STAGES_OF_LIFE),
      // Typed by hand: not every number is one.
      numberofemployees: random.pick(['12', '250', '1.2E3', '40-50', '', '9007199254740993']),
      annualrevenue: random.pick(['1500000', '2500000.50', 'n/a', '1e7']),
      founded_year: random.pick(['1998', '2011', '', 'about 2005']),
      hs_headquarters: random.pick(['37.7749,-122.4194', '', null]),
      hs_enrichment: random.pick(['{"employees":{"from":10}}', '{broken', null]),
      is_public: random.pick(['true', 'false']),
      hubspot_owner_id: ownerId(tools),
    },
  };
}

export function buildContact(contact: Contact, tools: BuildTools): NewRecord {
  const { random, company } = tools;
  const account = company.accounts.find(({ key }) => key === contact.accountKey);
  return {
    id: contact.ids.hubspot,
    ...buildTimes(contact.createdAt, tools),
    properties: {
      // HubSpot keeps addresses in lower case.
      email: contact.email.toLowerCase(),
      firstname: contact.firstName,
      lastname: contact.lastName,
      phone: contact.phone,
      jobtitle: contact.title ?? '',
      company: account?.name ?? null,
      associatedcompanyid: account?.ids.hubspot ?? null,
      lifecyclestage: random.pick(STAGES_OF_LIFE),
      hs_email_optout: random.pick(['true', 'false', '']),
      hs_additional_emails: random.chance(0.1)
        ? `old.${contact.email};${contact.firstName}@home.example`
        : '',
      notes_last_contacted: writeInstant(tools.now - random.integer(DAY, 90 * DAY), random),
      hubspot_owner_id: ownerId(tools),
    },
  };
}

export function buildDeal(deal: Deal, tools: BuildTools): NewRecord {
  const { random, company } = tools;
  const owner = company.employees.find(({ key }) => key === deal.ownerKey);
  return {
    id: deal.ids.hubspot,
    ...buildTimes(deal.createdAt, tools),
    edits: buildStageHistory(deal, tools),
    properties: {
      dealname: deal.name,
      amount: String(deal.amount),
      pipeline: 'default',
      closedate: writeInstant(deal.closeAt, random),
      dealtype: random.pick(['newbusiness', 'existingbusiness']),
      deal_currency_code: 'USD',
      hs_is_closed: String(deal.stage.startsWith('closed')),
      days_to_close: String(Math.round((deal.closeAt - deal.createdAt) / DAY)),
      num_associated_contacts: String(deal.contactKeys.length),
      hubspot_owner_id: owner?.ids.hubspot ?? null,
    },
  };
}

/** The stages a deal passed through on its way to the one it is in. */
function buildStageHistory(deal: Deal, { now }: BuildTools): PropertyEdit[] {
  const passed = OPEN_STAGES.indexOf(deal.stage);
  const stages = [...OPEN_STAGES.slice(0, passed < 0 ? 3 : passed), deal.stage];
  const step = (Math.min(deal.closeAt, now - 1) - deal.createdAt) / stages.length;
  return stages.map((value, index) => ({
    name: 'dealstage',
    value,
    at: Math.round(deal.createdAt + step * index),
    source: 'CRM_UI',
  }));
}

/** Most instants come as ISO texts, some as milliseconds since the epoch, a few of those with a fraction. */
export function writeInstant(instant: number, random: Random): string {
  if (random.chance(0.7)) return formatInstant(instant);
  return random.chance(0.5) ? String(instant) : `${instant}.0`;
}

/** Every record changed at some time between its creation and `now`. */
export function buildTimes(createdAt: number, { now, random }: BuildTools) {
  return { createdAt, updatedAt: random.integer(Math.min(createdAt, now - 1), now - 1) };
}

export function ownerId({ company, random }: BuildTools): string | null {
  return company.employees.length === 0 ? null : random.pick(company.employees).ids.hubspot;
}
