import type { SourceRecord } from '@etl/core';
import { readPath } from '@etl/core/json';
import { readText } from './read-text.js';

const ID = ['metaData', 'id'];
const IS_PRIVATE = ['metaData', 'isPrivate'];

/** The call's id, which Gong writes as text and documents as a number; `undefined` when it has none. */
export function readCallId(record: SourceRecord): string | undefined {
  return readText(record, ID);
}

export function isPrivate(record: SourceRecord): boolean {
  return readPath(record.text, IS_PRIVATE) === 'true';
}
