import { jsonResponse } from '@etl/emulator-kit';
import type { Item } from '../collections/collection.js';
import { invalidInput, notFound } from '../errors/hubspot-refusal.js';
import type { HubspotContext, HubspotEndpoint } from '../hubspot-endpoint.js';
import { isObject, parseBody, readObjects, readScalar } from '../input/read-body.js';
import { readLimit, readNames } from '../input/read-query.js';
import { respondToBatch } from './batch-read.js';
import { cutCollection } from './cut-collection.js';
import { sortBy } from './marketing-emails.js';
import { pathPart } from './requested.js';

const SCOPES = ['marketing.campaigns.read'];
const MAXIMUM_INPUTS = 50;

/** Campaigns; without `properties` they come with none. */
export const campaignsEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/marketing/v3/campaigns', '/marketing/campaigns/{version}'],
  scopes: () => SCOPES,
  respond: (request, { collections }) => {
    const sorted = sortBy(collections.campaigns.all(), request.query.get('sort') ?? 'createdAt');
    const names = readNames(request, 'properties');
    const campaigns = sorted.map((campaign) => selectProperties(campaign, names));
    const page = cutCollection(request, campaigns, readLimit(request, 50, 100));
    return jsonResponse(200, JSON.stringify({ total: campaigns.length, ...page }));
  },
};

export const campaignEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/marketing/v3/campaigns/{id}', '/marketing/campaigns/{version}/{id}'],
  scopes: () => SCOPES,
  respond: (request, context) => {
    const campaign = requireCampaign(pathPart(request, 'id'), context);
    return jsonResponse(200, JSON.stringify(selectProperties(campaign, readNames(request, 'properties'))));
  },
};

export const campaignsBatchEndpoint: HubspotEndpoint = {
  method: 'POST',
  paths: ['/marketing/v3/campaigns/batch/read', '/marketing/campaigns/{version}/batch/read'],
  scopes: () => SCOPES,
  respond: (request, context) => {
    const ids = readObjects(parseBody(request), 'inputs').map((input) => readScalar(input, 'id') ?? '');
    if (ids.length > MAXIMUM_INPUTS) throw invalidInput(`At most ${MAXIMUM_INPUTS} inputs`);
    const names = readNames(request, 'properties');
    const found = ids
      .map((id) => context.collections.campaigns.find(id))
      .filter((item) => item !== undefined);
    return respondToBatch(
      context,
      found.map((campaign) => selectProperties(campaign, names)),
      [],
    );
  },
};

const PARTS = ['reports/metrics', 'reports/revenue', 'budget/totals'] as const;

/** Numbers of one campaign, each part a request of its own. */
export const campaignPartEndpoints: readonly HubspotEndpoint[] = PARTS.map((part) => ({
  method: 'GET',
  paths: [`/marketing/v3/campaigns/{id}/${part}`, `/marketing/campaigns/{version}/{id}/${part}`],
  scopes: () => SCOPES,
  respond: (request, context) => {
    const campaign = requireCampaign(pathPart(request, 'id'), context);
    const found = isObject(campaign.parts) ? campaign.parts[part] : undefined;
    return jsonResponse(200, JSON.stringify(found ?? {}));
  },
}));

function requireCampaign(id: string, { collections }: HubspotContext): Item {
  const campaign = collections.campaigns.find(id);
  if (campaign === undefined) throw notFound(`Campaign ${id} does not exist`);
  return campaign;
}

function selectProperties(campaign: Item, names: readonly string[]): Item {
  const known = isObject(campaign.properties) ? campaign.properties : {};
  const rest = Object.entries(campaign).filter(([member]) => member !== 'parts');
  const chosen = names
    .filter((name) => Object.hasOwn(known, name))
    .map((name) => [name, known[name]] as const);
  return { ...Object.fromEntries(rest), properties: Object.fromEntries(chosen) };
}
