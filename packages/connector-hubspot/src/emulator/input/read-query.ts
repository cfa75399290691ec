import type { EmulatorRequest } from '@etl/emulator-kit';
import { invalidInput } from '../errors/hubspot-refusal.js';

/** A list in the query: repeated, separated by commas, or both. */
export function readNames({ query }: EmulatorRequest, name: string): string[] {
  return query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** @throws HubspotRefusal 400 when it is neither `true` nor `false`. */
export function readFlag({ query }: EmulatorRequest, name: string, otherwise = false): boolean {
  const value = query.get(name);
  if (value === null || value === '') return otherwise;
  if (value === 'true' || value === 'false') return value === 'true';
  throw invalidInput(`Invalid value for ${name}: "${value}" is not a boolean`);
}

/** @throws HubspotRefusal 400 when it is no whole number from 1 to `maximum`. */
export function readLimit({ query }: EmulatorRequest, otherwise: number, maximum: number): number {
  const value = query.get('limit');
  if (value === null || value === '') return otherwise;
  return requireLimit(Number(value), maximum);
}

/** @throws HubspotRefusal 400 when it is no whole number from 1 to `maximum`. */
export function requireLimit(limit: number, maximum: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= maximum) return limit;
  throw invalidInput(`Invalid input: limit must be a whole number between 1 and ${maximum}`);
}

/** The id a list goes on from. @throws HubspotRefusal 400 when it is not digits. */
export function readIdCursor({ query }: EmulatorRequest): number {
  const after = query.get('after');
  if (after === null || after === '') return 0;
  if (/^\d+$/.test(after)) return Number(after);
  throw invalidInput(`Invalid after: "${after}" is not a record id`);
}
