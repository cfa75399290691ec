import type { EmulatorRequest } from '@etl/emulator-kit';
import { jsonResponse } from '@etl/emulator-kit';
import type { Item } from '../collections/collection.js';
import { invalidInput, notFound } from '../errors/hubspot-refusal.js';
import type { HubspotEndpoint } from '../hubspot-endpoint.js';
import { readFlag, readLimit } from '../input/read-query.js';
import { cutCollection } from './cut-collection.js';
import { pathPart } from './requested.js';

const SCOPES = ['content|marketing-email'];

/** Marketing e-mails; those nobody counted are left out without a word when statistics are asked for. */
export const marketingEmailsEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/marketing/v3/emails', '/marketing/emails/{version}'],
  scopes: () => SCOPES,
  respond: (request, { collections }) => {
    const archived = readFlag(request, 'archived');
    const includeStats = readFlag(request, 'includeStats');
    const emails = collections.marketingEmails
      .all()
      .filter((email) => (email.archived === true) === archived && isInRange(email, request))
      .filter((email) => !includeStats || email.stats !== undefined)
      .map((email) => (includeStats ? email : withoutStats(email)));
    const sorted = sortBy(emails, request.query.get('sort') ?? 'createdAt');
    const page = cutCollection(request, sorted, readLimit(request, 10, 100));
    return jsonResponse(200, JSON.stringify({ total: emails.length, ...page }));
  },
};

export const marketingEmailEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/marketing/v3/emails/{id}', '/marketing/emails/{version}/{id}'],
  scopes: () => SCOPES,
  respond: (request, { collections }) => {
    const id = pathPart(request, 'id');
    const email = collections.marketingEmails.find(id);
    if (email === undefined) throw notFound(`Email ${id} does not exist`);
    const body = readFlag(request, 'includeStats') ? email : withoutStats(email);
    return jsonResponse(200, JSON.stringify(body));
  },
};

const RANGES = [
  ['created', 'createdAt'],
  ['updated', 'updatedAt'],
  ['published', 'publishDate'],
] as const;

function isInRange(email: Item, { query }: EmulatorRequest): boolean {
  return RANGES.every(([prefix, member]) => {
    const instant = Date.parse(String(email[member]));
    const after = readInstant(query.get(`${prefix}After`));
    const before = readInstant(query.get(`${prefix}Before`));
    return (after === undefined || instant > after) && (before === undefined || instant < before);
  });
}

function readInstant(text: string | null): number | undefined {
  if (text === null || text === '') return undefined;
  const instant = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isNaN(instant)) throw invalidInput(`"${text}" is not a time`);
  return instant;
}

function withoutStats(email: Item): Item {
  const { stats, ...rest } = email;
  return stats === undefined ? email : rest;
}

/** A minus before the member's name turns the order around. */
export function sortBy(items: readonly Item[], sort: string): Item[] {
  const member = sort.replace(/^-/, '');
  const direction = sort.startsWith('-') ? -1 : 1;
  return items.toSorted((left, right) => {
    const [one, other] = [String(left[member]), String(right[member])];
    return one === other ? 0 : direction * (one < other ? -1 : 1);
  });
}
