import { FatalError, type JsonObject, type JsonValue } from '@etl/core';
import { stringifyJson } from '@etl/core/json';

/**
 * Where the next page begins; the last page has no cursor.
 *
 * @throws FatalError when there is a cursor that cannot be used: to take it for the end would lose the rest.
 */
export function readCursor(envelope: JsonObject): string | undefined {
  const { cursor = null } = readPaging(envelope);
  if (cursor === null || cursor === '') return undefined;
  if (typeof cursor === 'string') return cursor;
  throw new FatalError({
    code: 'gong_unreadable_cursor',
    message: `Gong sent a page cursor that is no text: ${stringifyJson(cursor)}.`,
  });
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
