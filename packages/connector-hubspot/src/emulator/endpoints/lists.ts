import type { EmulatorRequest } from '@etl/emulator-kit';
import { jsonResponse } from '@etl/emulator-kit';
import type { Item } from '../collections/collection.js';
import { invalidInput, notFound } from '../errors/hubspot-refusal.js';
import type { HubspotContext, HubspotEndpoint } from '../hubspot-endpoint.js';
import type { InputObject } from '../input/read-body.js';
import { parseBody, readScalar, readTexts } from '../input/read-body.js';
import { pathPart } from './requested.js';

const SCOPES = ['crm.lists.read'];

/** Lists by name and kind, in pages by offset; properties beyond the basic ones only when named. */
export const listsSearchEndpoint: HubspotEndpoint = {
  method: 'POST',
  paths: ['/crm/v3/lists/search', '/crm/lists/{version}/search'],
  scopes: () => SCOPES,
  respond: (request, context) => {
    const body = parseBody(request);
    const count = requireWhole(body, 'count', 20);
    if (count > 500) throw invalidInput('count must not be greater than 500');
    const offset = requireWhole(body, 'offset', 0);
    const found = context.collections.lists.all().filter((list) => matches(list, body));
    const extra = readTexts(body, 'additionalProperties');
    const page = found.slice(offset, offset + count);
    const lists = page.map((list) => renderList(list, extra, context));
    const end = offset + lists.length;
    return jsonResponse(
      200,
      JSON.stringify({ offset: end, hasMore: end < found.length, lists, total: found.length }),
    );
  },
};

/** Lists by id; without ids there is nothing to answer. */
export const listsEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/crm/v3/lists', '/crm/lists/{version}'],
  scopes: () => SCOPES,
  respond: (request, context) => {
    const ids = request.query.getAll('listIds').flatMap((value) => value.split(','));
    const found = ids.map((id) => context.collections.lists.find(id)).filter((list) => list !== undefined);
    const lists = found.map((list) => renderList(list, [], context));
    return jsonResponse(200, JSON.stringify({ lists }));
  },
};

export const listEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/crm/v3/lists/{listId}', '/crm/lists/{version}/{listId}'],
  scopes: () => SCOPES,
  respond: (request, context) => {
    const list = requireList(request, context);
    return jsonResponse(200, JSON.stringify({ list: renderList(list, [], context) }));
  },
};

/** @throws HubspotRefusal 404 */
export function requireList(request: EmulatorRequest, { collections }: HubspotContext): Item {
  const id = pathPart(request, 'listId');
  const list = collections.lists.find(id);
  if (list === undefined) throw notFound(`List does not exist with ID ${id}.`);
  return list;
}

function matches(list: Item, body: InputObject): boolean {
  const name = typeof list.name === 'string' ? list.name : '';
  if (!name.toLowerCase().includes((readScalar(body, 'query') ?? '').toLowerCase())) return false;
  return (
    isAmong(list.processingType, readTexts(body, 'processingTypes')) &&
    isAmong(list.listId, readTexts(body, 'listIds')) &&
    (body.objectTypeId === undefined || list.objectTypeId === body.objectTypeId)
  );
}

function isAmong(value: unknown, wanted: readonly string[]): boolean {
  return wanted.length === 0 || wanted.some((text) => text === value);
}

/** Size and last change stand in `additionalProperties`, and only when asked for. */
function renderList(list: Item, extra: readonly string[], { collections }: HubspotContext): object {
  const { hs_lastmodifieddate: modified, ...rest } = list;
  const known: Record<string, unknown> = {
    hs_list_size: String(collections.memberships.of(String(list.listId)).length),
    hs_lastmodifieddate: modified,
  };
  const asked = extra.filter((name) => known[name] !== undefined).map((name) => [name, known[name]] as const);
  return { ...rest, additionalProperties: Object.fromEntries(asked) };
}

function requireWhole(body: InputObject, key: string, otherwise: number): number {
  const value = Number(readScalar(body, key) ?? otherwise);
  if (Number.isInteger(value) && value >= 0) return value;
  throw invalidInput(`${key} must be a whole number`);
}
