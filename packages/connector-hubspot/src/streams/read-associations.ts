import type { CallContext } from '@etl/connector-kit';
import { FatalError, type Batch, type JsonObject, type JsonValue, type SourceRecord } from '@etl/core';
import { isJsonArray, isJsonObject, readPath, splitPage, parseJson, wrapRecord } from '@etl/core/json';
import type { HubspotApi } from '../api/hubspot-api.js';
import type { ObjectType } from '../objects/object-type.js';
import { associationsTable } from '../tables/associations-table.js';
import { readNext } from '../walk/next-page.js';
import { readResults, requireAnswered } from '../walk/read-results.js';
import { readId } from '../walk/record-id.js';

/** Two kinds of records, in the direction in which they are asked for. */
export interface Pair {
  readonly from: ObjectType;
  readonly to: ObjectType;
}

/** A record whose associations are asked for, from the first page on or from a later one. */
interface Input extends JsonObject {
  readonly id: string;
}

const MOST_INPUTS = 1000;
/** What is said of records that have no associations, or are gone. */
const NOTHING_THERE = 'OBJECT_NOT_FOUND';

/** All associations of these records with another kind, all pages of each record's. */
export async function readAssociations(
  api: HubspotApi,
  context: CallContext,
  pair: Pair,
  ids: readonly string[],
): Promise<readonly Batch[]> {
  const batches: Batch[] = [];
  let inputs: readonly Input[] = [...new Set(ids)].map((id) => ({ id }));
  while (inputs.length > 0) {
    const asked = inputs.slice(0, MOST_INPUTS);
    const { text } = await api.post(context, api.paths.associations(pair.from.path, pair.to.path), {
      inputs: asked,
    });
    const { results, more } = readAnswer(text, asked);
    batches.push(buildBatch(pair, results));
    inputs = [...inputs.slice(MOST_INPUTS), ...more];
  }
  return batches;
}

function readAnswer(
  text: string,
  asked: readonly Input[],
): { readonly results: readonly SourceRecord[]; readonly more: readonly Input[] } {
  const { envelope, items } = readResults(text);
  requireAnswered('the associations', asked.length, items.length, countWithout(envelope.errors));
  return { results: items, more: items.flatMap(readMore) };
}

/** The input that asks for a record's next page, where there is one. */
function readMore(result: SourceRecord): readonly Input[] {
  const text = readPath(result.text, ['paging']);
  const after = text === undefined ? undefined : readNext({ paging: parseJson(text) });
  return after === undefined ? [] : [{ id: readId(result, ['from', 'id']), after }];
}

function countWithout(errors: JsonValue | undefined): number {
  if (!isJsonArray(errors)) return 0;
  const ids = errors.flatMap((error) => {
    if (!isJsonObject(error) || error.category !== NOTHING_THERE) throw explainError(error);
    const named = isJsonObject(error.context) ? error.context.fromObjectId : undefined;
    return isJsonArray(named) ? named.map(String) : [];
  });
  return new Set(ids).size;
}

function buildBatch(pair: Pair, results: readonly SourceRecord[]): Batch {
  const records = results.flatMap((result) => flatten(pair, result));
  return { kind: 'batch', table: associationsTable.name, records, fetched: records.length };
}

/** One record for each type of each association. */
function flatten({ from, to }: Pair, result: SourceRecord): readonly SourceRecord[] {
  const { items: others = [] } = splitPage(result.text, ['to']);
  const fromId = readId(result, ['from', 'id']);
  return others.flatMap((other) => {
    const values = {
      from_object_type: from.table,
      from_object_id: fromId,
      to_object_type: to.table,
      to_object_id: readId(other, ['toObjectId']),
    };
    const { items: types = [] } = splitPage(other.text, ['associationTypes']);
    // Invariant 5: an association without a type has no key, and becomes a dead letter.
    const found = types.length === 0 ? [{ text: '{}' }] : types;
    return found.map((type) => wrapRecord(values, 'association', type));
  });
}

function explainError(error: JsonValue): FatalError {
  return new FatalError({
    code: 'hubspot_associations_refused',
    message: `HubSpot did not tell all associations: ${JSON.stringify(error).slice(0, 300)}.`,
  });
}
