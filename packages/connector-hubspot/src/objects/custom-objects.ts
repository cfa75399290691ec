import type { CallContext } from '@etl/connector-kit';
import { isMissingScopeError, type SourceRecord } from '@etl/core';
import { z } from 'zod';
import type { HubspotApi } from '../api/hubspot-api.js';
import { nameColumns } from '../tables/column-names.js';
import { readResults } from '../walk/read-results.js';
import type { ObjectType } from './object-type.js';

const schemaSchema = z.object({
  name: z.string().min(1),
  objectTypeId: z.string().min(1),
  fullyQualifiedName: z.string().catch(''),
  labels: z.object({ plural: z.string().optional() }).catch({}),
  createdAt: z.string().nullish().catch(undefined),
});

/**
 * The account's own kinds of records. Without the permission to see them there are none; the stream of their schemas
 * then says what is missing.
 */
export async function loadCustomObjects(
  api: HubspotApi,
  context: CallContext,
): Promise<readonly ObjectType[]> {
  try {
    return buildTypes(await fetchSchemas(api, context));
  } catch (error) {
    if (!isMissingScopeError(error)) throw error;
    return [];
  }
}

export async function fetchSchemas(api: HubspotApi, context: CallContext): Promise<readonly SourceRecord[]> {
  const { text } = await api.get(context, api.paths.schemas, { includePropertyDefinitions: false });
  const { items } = readResults(text);
  return items;
}

function buildTypes(schemas: readonly SourceRecord[]): readonly ObjectType[] {
  const parsed = schemas.map(({ text }) => schemaSchema.parse(JSON.parse(text)));
  const tables = nameColumns(parsed, new Set());
  return parsed.map(({ name, objectTypeId, fullyQualifiedName, labels }) => ({
    path: objectTypeId,
    table: `custom_${tables.get(name) ?? name}`,
    label: labels.plural ?? name,
    modifiedProperty: 'hs_lastmodifieddate',
    aliases: [name, fullyQualifiedName],
  }));
}
