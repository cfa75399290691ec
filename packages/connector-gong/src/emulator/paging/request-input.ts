import { createHash } from 'node:crypto';
import type { EmulatorRequest } from '@etl/emulator-kit';
import { Refusal } from '@etl/emulator-kit';

/** An object of a request body. */
export type InputObject = Readonly<Record<string, unknown>>;

/** @throws Refusal 400 when the body is not a JSON object. */
export function parseBody(request: EmulatorRequest): InputObject {
  try {
    const value: unknown = JSON.parse(request.body);
    if (isObject(value)) return value;
  } catch {
    // Answered below, like every other body that is no object.
  }
  throw new Refusal(400, 'Request body is missing or is not a valid JSON object');
}

/** A cursor travels in the query of a GET and in the body of a POST; anywhere else it is not looked for. */
export function readCursor(request: EmulatorRequest): string | undefined {
  if (request.method === 'GET') return request.query.get('cursor') ?? undefined;
  const { cursor } = parseBody(request);
  if (cursor === undefined || cursor === null) return undefined;
  if (typeof cursor !== 'string') throw new Refusal(400, 'cursor: must be a string');
  return cursor;
}

/** Alike for two requests that differ only in their cursors. */
export function hashRequest(request: EmulatorRequest): string {
  const inputs =
    request.method === 'GET' ? [...request.query].sort() : Object.entries(parseBody(request)).sort();
  const relevant = inputs.filter(([name]) => name !== 'cursor');
  return createHash('sha256')
    .update(JSON.stringify([request.method, request.path, sortKeys(relevant)]))
    .digest('base64url')
    .slice(0, 16);
}

/** @throws Refusal 400 when the member is there but no object. */
export function readObject(input: InputObject, key: string): InputObject | undefined {
  const value = input[key];
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw new Refusal(400, `${key}: must be an object`);
  return value;
}

function isObject(value: unknown): value is InputObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sortKeys(member)]));
}
