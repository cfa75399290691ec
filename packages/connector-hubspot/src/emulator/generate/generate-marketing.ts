import type { Random } from '@etl/emulator-kit';
import type { Collections } from '../collections/collections.js';
import { formatInstant } from '../objects/read-property.js';
import type { BuildTools } from './build-crm-records.js';

const DAY = 24 * 60 * 60 * 1000;
const HEX = '0123456789abcdef';

/** Lists of contacts and companies with their members. */
export function generateLists(
  { lists, memberships }: Collections,
  { company, now, random }: BuildTools,
): void {
  const names = ['Customers', 'Newsletter', 'Trade fair', 'Churn risk'] as const;
  for (const [index, name] of names.entries()) {
    const listId = String(101 + index);
    const createdAt = formatInstant(now - random.integer(100 * DAY, 300 * DAY));
    const holdsCompanies = index === 3;
    lists.put({
      listId,
      listVersion: 1,
      name,
      objectTypeId: holdsCompanies ? '0-2' : '0-1',
      processingType: index % 2 === 0 ? 'MANUAL' : 'DYNAMIC',
      processingStatus: 'COMPLETE',
      createdAt,
      updatedAt: createdAt,
      filtersUpdatedAt: createdAt,
      createdById: '9000001',
      updatedById: '9000001',
      hs_lastmodifieddate: String(now - random.integer(DAY, 90 * DAY)),
    });
    const candidates = (holdsCompanies ? company.accounts : company.contacts).map(({ ids }) => ids.hubspot);
    for (const id of random.sample(candidates, 30)) {
      memberships.add(listId, id, now - random.integer(DAY, 90 * DAY));
    }
  }
}

/** A form of every type, with what was sent in through it. */
export function generateForms(collections: Collections, { company, now, random }: BuildTools): void {
  for (const formType of ['hubspot', 'captured', 'flow', 'blog_comment']) {
    const id = buildGuid(random);
    const createdAt = formatInstant(now - random.integer(100 * DAY, 300 * DAY));
    collections.forms.put({
      id,
      name: `Contact us (${formType})`,
      formType,
      createdAt,
      updatedAt: createdAt,
      archived: false,
      fieldGroups: [{ groupType: 'default_group', fields: [{ objectTypeId: '0-1', name: 'email' }] }],
    });
    if (formType === 'blog_comment') continue;
    for (const contact of random.sample(company.contacts, 20)) {
      collections.submissions(id).put({
        conversionId: buildGuid(random),
        submittedAt: now - random.integer(DAY, 90 * DAY),
        pageUrl: 'https://halden.example/contact',
        values: [
          { name: 'email', value: contact.email, objectTypeId: '0-1' },
          { name: 'firstname', value: contact.firstName, objectTypeId: '0-1' },
        ],
      });
    }
  }
}

/** Marketing e-mails, some never sent, some archived; and the campaigns they belong to. */
export function generateEmailsAndCampaigns(collections: Collections, { now, random }: BuildTools): void {
  const campaignIds = ['Spring', 'Summer', 'Relaunch'].map((name) => {
    const id = buildGuid(random);
    const createdAt = formatInstant(now - random.integer(60 * DAY, 300 * DAY));
    collections.campaigns.put({
      id,
      createdAt,
      updatedAt: createdAt,
      properties: { hs_name: name, hs_campaign_status: 'in_progress', hs_currency_code: 'USD' },
      parts: {
        'reports/metrics': {
          sessions: random.integer(10, 900),
          newContactsFirstTouch: random.integer(0, 40),
        },
        'reports/revenue': { contactsNumber: random.integer(0, 40), dealAmount: 1000.5, currencyCode: 'USD' },
        'budget/totals': { budgetItems: [], currencyCode: 'USD', remainingBudget: 0 },
      },
    });
    return id;
  });
  for (let index = 0; index < 30; index += 1) {
    const createdAt = formatInstant(now - random.integer(30 * DAY, 300 * DAY));
    const isSent = index % 3 !== 0;
    collections.marketingEmails.put({
      id: String(7_000_000_000 + index),
      name: `Newsletter ${index}`,
      subject: `News ${index}`,
      state: isSent ? 'PUBLISHED' : 'DRAFT',
      type: 'BATCH_EMAIL',
      campaign: random.pick(campaignIds),
      createdAt,
      updatedAt: createdAt,
      ...(isSent && { publishDate: createdAt, stats: buildStats(random) }),
      archived: index % 10 === 9,
    });
  }
}

function buildStats(random: Random): object {
  const sent = random.integer(50, 500);
  return { counters: { sent, delivered: sent - 2, open: sent >> 1 }, ratios: { openratio: 50.2 } };
}

function buildGuid(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => random.text(HEX, length)).join('-');
}
