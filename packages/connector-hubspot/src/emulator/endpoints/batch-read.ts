import { jsonResponse } from '@etl/emulator-kit';
import { invalidInput } from '../errors/hubspot-refusal.js';
import type { HubspotContext, HubspotEndpoint } from '../hubspot-endpoint.js';
import type { InputObject } from '../input/read-body.js';
import { parseBody, readObjects, readScalar } from '../input/read-body.js';
import { readFlag } from '../input/read-query.js';
import type { ObjectStore } from '../objects/object-store.js';
import { formatInstant } from '../objects/read-property.js';
import { findVisible } from '../objects/visible-record.js';
import type { RecordWishes } from './select-record.js';
import { buildRecordRenderer, readBodyWishes } from './select-record.js';
import { requestedStore, scopesOfType } from './requested.js';

/** Up to a hundred records by id; those that are not there are errors beside the others. */
export const batchReadEndpoint: HubspotEndpoint = {
  method: 'POST',
  paths: ['/crm/v3/objects/{type}/batch/read', '/crm/objects/{version}/{type}/batch/read'],
  scopes: scopesOfType,
  respond: (request, context) => {
    const store = requestedStore(request, context);
    const body = parseBody(request);
    const wishes = readBodyWishes(body);
    const ids = readInputs(body, wishes);
    const side = { archived: readFlag(request, 'archived'), now: request.at };
    const found = ids.map((id) => findVisible(store, id, side));
    const results = found
      .filter((state) => state !== undefined)
      .map(buildRecordRenderer(context, store, wishes));
    const missing = ids.filter((_, index) => found[index] === undefined);
    return respondToBatch(context, results, missing.length > 0 ? [describeMissing(store, missing)] : []);
  },
};

/** 200, or 207 when some inputs failed. */
export function respondToBatch(
  { clock }: HubspotContext,
  results: readonly object[],
  errors: readonly object[],
) {
  const at = formatInstant(clock.now());
  const envelope = { status: 'COMPLETE', results, startedAt: at, completedAt: at };
  const failed = { numErrors: errors.length, errors };
  const body = errors.length > 0 ? { ...envelope, ...failed } : envelope;
  return jsonResponse(errors.length > 0 ? 207 : 200, JSON.stringify(body));
}

function readInputs(body: InputObject, { propertiesWithHistory }: RecordWishes): string[] {
  const inputs = readObjects(body, 'inputs');
  const maximum = propertiesWithHistory.length > 0 ? 50 : 100;
  if (inputs.length === 0) throw invalidInput('Invalid input JSON: inputs must not be empty');
  if (inputs.length > maximum) {
    throw invalidInput(`The maximum number of inputs supported in a batch request is ${maximum}`);
  }
  return inputs.map((input) => readScalar(input, 'id') ?? '');
}

function describeMissing({ type }: ObjectStore, ids: readonly string[]): object {
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    message: `Could not get some ${type.name} objects, they may be deleted or not exist. Check that ids are valid.`,
    context: { ids },
  };
}
