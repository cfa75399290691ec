import type { EmulatorRequest } from '@etl/emulator-kit';
import { jsonResponse } from '@etl/emulator-kit';
import type { Association } from '../associations/association-store.js';
import { invalidInput, notFound } from '../errors/hubspot-refusal.js';
import type { HubspotContext, HubspotEndpoint } from '../hubspot-endpoint.js';
import type { InputObject } from '../input/read-body.js';
import { parseBody, readObjects, readScalar } from '../input/read-body.js';
import { readLimit } from '../input/read-query.js';
import type { ObjectStore } from '../objects/object-store.js';
import { findVisible } from '../objects/visible-record.js';
import { respondToBatch } from './batch-read.js';
import { listAssociations } from './list-associations.js';
import { buildNext } from './next-page.js';
import { pathPart, requestedStore } from './requested.js';

const MAXIMUM_INPUTS = 1000;

/** What up to a thousand records are associated with; those without associations are errors beside the others. */
export const associationsBatchEndpoint: HubspotEndpoint = {
  method: 'POST',
  paths: [
    '/crm/v4/associations/{type}/{toType}/batch/read',
    '/crm/associations/{version}/{type}/{toType}/batch/read',
  ],
  scopes: scopesOfBoth,
  respond: (request, context) => {
    const { from, to } = storesOf(request, context);
    const inputs = readObjects(parseBody(request), 'inputs');
    if (inputs.length === 0 || inputs.length > MAXIMUM_INPUTS) {
      throw invalidInput(`inputs must hold between 1 and ${MAXIMUM_INPUTS} records`);
    }
    const answers = inputs.map((input) => readInput(input, { from, to, context }));
    return respondToBatch(
      context,
      answers.filter((answer) => 'to' in answer),
      answers.filter((answer) => !('to' in answer)),
    );
  },
};

/** What one record is associated with. */
export const associationsOfRecordEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: [
    '/crm/v4/objects/{type}/{id}/associations/{toType}',
    '/crm/objects/{version}/{type}/{id}/associations/{toType}',
  ],
  scopes: scopesOfBoth,
  respond: (request, context) => {
    const { from, to } = storesOf(request, context);
    const id = requireRecord(request, from);
    const limit = readLimit(request, 500, 500);
    const page = cut(listAssociations(context, { from, id }, to), request.query.get('after'), { limit, to });
    const paging = page.after !== undefined && { paging: { next: buildNext(request, page.after) } };
    return jsonResponse(200, JSON.stringify({ results: page.to, ...paging }));
  },
};

/** The senses in which two types can be associated. */
export const associationLabelsEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: [
    '/crm/v4/associations/{type}/{toType}/labels',
    '/crm/associations/{version}/{type}/{toType}/labels',
  ],
  scopes: scopesOfBoth,
  respond: (request, context) => {
    const { from, to } = storesOf(request, context);
    const results = context.associations.types(from.type.name, to.type.name);
    return jsonResponse(200, JSON.stringify({ results }));
  },
};

export function scopesOfBoth(request: EmulatorRequest, context: HubspotContext): readonly string[] {
  const { from, to } = storesOf(request, context);
  return [...new Set([...from.type.scopes, ...to.type.scopes])];
}

/** The record's id, or that of the record it lives on in. @throws HubspotRefusal 404 when it is not live. */
export function requireRecord(request: EmulatorRequest, store: ObjectStore): string {
  const id = pathPart(request, 'id');
  const state = findVisible(store, id, { archived: false, now: request.at });
  if (state === undefined) throw notFound(`No ${store.type.name} record with id ${id}`);
  return state.id;
}

export function storesOf(request: EmulatorRequest, context: HubspotContext) {
  return { from: requestedStore(request, context), to: context.objects.get(pathPart(request, 'toType')) };
}

interface InputReading {
  readonly from: ObjectStore;
  readonly to: ObjectStore;
  readonly context: HubspotContext;
}

function readInput(input: InputObject, { from, to, context }: InputReading): object {
  const id = readScalar(input, 'id') ?? '';
  const associations = listAssociations(context, { from, id }, to);
  if (associations.length === 0) return describeNothing(id, from, to);
  const limit = context.associationPage;
  const page = cut(associations, readScalar(input, 'after') ?? null, { limit, to });
  const paging = page.after !== undefined && {
    paging: { next: { after: page.after, link: `?after=${encodeURIComponent(page.after)}` } },
  };
  return { from: { id }, to: page.to, ...paging };
}

function describeNothing(id: string, from: ObjectStore, to: ObjectStore): object {
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    message: `No ${to.type.name} is associated with ${from.type.name} ${id}.`,
    context: { fromObjectId: [id], fromObjectType: [from.type.name], toObjectType: [to.type.name] },
  };
}

/** The cursor is base64 of the type and id of the last record that was sent. */
function cut(
  associations: readonly Association[],
  after: string | null,
  { limit, to }: { readonly limit: number; readonly to: ObjectStore },
): { readonly to: object[]; readonly after: string | undefined } {
  const last = decodeCursor(after, to.type.typeId);
  const rest = associations.filter(({ toId }) => toId > last);
  const page = rest.slice(0, limit);
  const end = page.at(-1)?.toId;
  return {
    to: page.map(({ toId, types }) => ({ toObjectId: toId, associationTypes: types })),
    after: rest.length > limit && end !== undefined ? encodeCursor(to.type.typeId, end) : undefined,
  };
}

function encodeCursor(typeId: string, id: number): string {
  return Buffer.from(`${typeId}-${id}`).toString('base64');
}

function decodeCursor(after: string | null, typeId: string): number {
  if (after === null || after === '') return 0;
  const text = Buffer.from(after, 'base64').toString();
  const id = text.startsWith(`${typeId}-`) ? Number(text.slice(typeId.length + 1)) : Number.NaN;
  if (Number.isNaN(id)) throw invalidInput(`Invalid after: "${after}" is not a cursor of these associations`);
  return id;
}
