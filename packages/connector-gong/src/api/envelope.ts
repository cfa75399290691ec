import type { JsonObject, JsonValue } from '@etl/core';

/** Where the next page begins; the last page has no cursor. */
export function readCursor(envelope: JsonObject): string | undefined {
  const { cursor } = readPaging(envelope);
  return typeof cursor === 'string' && cursor !== '' ? cursor : undefined;
}

/**
 * How many records Gong knows of, those it is still analysing included: good for planning, never for counting what
 * came, because the pages may hold fewer.
 */
export function readTotalRecords(envelope: JsonObject): number {
  const { totalRecords } = readPaging(envelope);
  return typeof totalRecords === 'number' ? totalRecords : 0;
}

function readPaging(envelope: JsonObject): JsonObject {
  return isObject(envelope.records) ? envelope.records : {};
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
