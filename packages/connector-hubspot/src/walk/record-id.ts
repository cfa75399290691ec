import { FatalError, type SourceRecord } from '@etl/core';
import { readText } from './read-text.js';

const DIGITS = /^\d+$/;

/**
 * The id of a CRM record, which HubSpot writes as text and in places as a number.
 *
 * @throws FatalError when there is none made of digits: the walk could not go on from it without losing others.
 */
export function readId(record: SourceRecord, path: readonly string[] = ['id']): string {
  const id = readText(record.text, path);
  if (id !== undefined && DIGITS.test(id)) return id;
  throw new FatalError({
    code: 'hubspot_record_without_id',
    message: `HubSpot sent a record whose ${path.join('.')} is not a number: ${record.text.slice(0, 100)}.`,
    remedy: 'HubSpot may have changed its answer; look for a newer version of the connector.',
  });
}

/** The higher of two ids made of digits. */
export function higherId(left: string, right: string): string {
  if (left.length !== right.length) return left.length > right.length ? left : right;
  return left > right ? left : right;
}

export function isBelow(left: string, right: string): boolean {
  return left !== right && higherId(left, right) === right;
}
