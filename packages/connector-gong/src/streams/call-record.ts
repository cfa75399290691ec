import type { SourceRecord } from '@etl/core';
import { parseJson, readPath } from '@etl/core/json';

const ID = ['metaData', 'id'];
const IS_PRIVATE = ['metaData', 'isPrivate'];

/** The call's id, which Gong writes as text and documents as a number; `undefined` when it has none. */
export function readCallId(record: SourceRecord): string | undefined {
  const text = readPath(record.text, ID);
  if (text === undefined || text === 'null') return undefined;
  const id = parseJson(text);
  return typeof id === 'string' ? id : text;
}

export function isPrivate(record: SourceRecord): boolean {
  return readPath(record.text, IS_PRIVATE) === 'true';
}
