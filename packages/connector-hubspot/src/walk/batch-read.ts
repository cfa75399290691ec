import type { CallContext } from '@etl/connector-kit';
import type { JsonValue, SourceRecord } from '@etl/core';
import { isJsonArray, isJsonObject } from '@etl/core/json';
import type { HubspotApi } from '../api/hubspot-api.js';
import { readResults, requireAnswered } from './read-results.js';

export interface BatchReadOptions {
  readonly type: string;
  readonly properties: readonly string[];
  readonly history?: readonly string[];
}

const MOST = 100;
const MOST_WITH_HISTORY = 50;

/** Records by id, as they are now. Those that are gone meanwhile are left out; that they are is HubSpot's word. */
export async function readByIds(
  api: HubspotApi,
  context: CallContext,
  options: BatchReadOptions,
  ids: readonly string[],
): Promise<readonly SourceRecord[]> {
  const { type, properties, history = [] } = options;
  const size = history.length > 0 ? MOST_WITH_HISTORY : MOST;
  const records: SourceRecord[] = [];
  for (let start = 0; start < ids.length; start += size) {
    const asked = ids.slice(start, start + size);
    const { text } = await api.post(context, api.paths.batchRead(type), {
      properties,
      propertiesWithHistory: history,
      inputs: asked.map((id) => ({ id })),
    });
    records.push(...readAnswer(text, asked));
  }
  return records;
}

function readAnswer(text: string, asked: readonly string[]): readonly SourceRecord[] {
  const { envelope, items } = readResults(text);
  requireAnswered('the records', asked.length, items.length, readMissing(envelope.errors));
  return items;
}

/** How many ids the errors of an answer name as not there. */
function readMissing(errors: JsonValue | undefined): number {
  if (!isJsonArray(errors)) return 0;
  const ids = errors.filter(isJsonObject).flatMap(({ category, context }) => {
    const named = isJsonObject(context) ? context.ids : undefined;
    return category === 'OBJECT_NOT_FOUND' && isJsonArray(named) ? named : [];
  });
  return new Set(ids.map(String)).size;
}
