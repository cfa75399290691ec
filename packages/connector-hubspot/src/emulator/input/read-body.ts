import type { EmulatorRequest } from '@etl/emulator-kit';
import { invalidInput } from '../errors/hubspot-refusal.js';

/** An object of a request body. */
export type InputObject = Readonly<Record<string, unknown>>;

/** @throws HubspotRefusal 400 when the body is not a JSON object. */
export function parseBody({ body }: EmulatorRequest): InputObject {
  try {
    const value: unknown = JSON.parse(body);
    if (isObject(value)) return value;
  } catch {
    // Answered below, like every other body that is no object.
  }
  throw invalidInput('Invalid input JSON on line 1, column 1: expected an object');
}

/** @throws HubspotRefusal 400 when the member is there but no array of objects. */
export function readObjects(input: InputObject, key: string): readonly InputObject[] {
  const value = input[key] ?? [];
  if (Array.isArray(value) && value.every(isObject)) return value;
  throw invalidInput(`Invalid input JSON: ${key} must be an array of objects`);
}

/** @throws HubspotRefusal 400 when the member is there but no array of texts. */
export function readTexts(input: InputObject, key: string): readonly string[] {
  const value = input[key] ?? [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw invalidInput(`Invalid input JSON: ${key} must be an array of strings`);
}

/** A text or number as text; `undefined` when the member is missing. */
export function readScalar(input: InputObject, key: string): string | undefined {
  const value = input[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw invalidInput(`Invalid input JSON: ${key} must be a string`);
}

export function isObject(value: unknown): value is InputObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
