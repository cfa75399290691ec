import { Refusal } from '@etl/emulator-kit';
import type { GongCall } from '../data/call.js';
import type { InputObject } from './request-input.js';

/** Which calls a list is about; an absent part does not narrow it. Instants in milliseconds since the epoch. */
export interface CallFilter {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly workspaceId: string | undefined;
  readonly callIds: ReadonlySet<string> | undefined;
  readonly primaryUserIds: ReadonlySet<string> | undefined;
}

/** @throws Refusal 400 when a value cannot be used. `prefix` names the place in messages: `filter.` or nothing. */
export function readCallFilter(input: InputObject, prefix: string): CallFilter {
  const { from, to } = readRange(input, prefix, 'fromDateTime', 'toDateTime');
  return {
    from,
    to,
    workspaceId: readText(input, prefix, 'workspaceId'),
    callIds: readIds(input, prefix, 'callIds'),
    primaryUserIds: readIds(input, prefix, 'primaryUserIds'),
  };
}

/** The range is inclusive at its start and exclusive at its end. */
export function matchesCall(filter: CallFilter, call: GongCall, instant: number): boolean {
  if (!isWithin(instant, filter)) return false;
  if (filter.workspaceId !== undefined && filter.workspaceId !== call.workspaceId) return false;
  if (filter.callIds && !filter.callIds.has(call.id)) return false;
  return !filter.primaryUserIds || filter.primaryUserIds.has(call.primaryUserId ?? '');
}

/** True when the instant is in `[from, to)`. */
export function isWithin(
  instant: number,
  { from, to }: { readonly from: number | undefined; readonly to: number | undefined },
): boolean {
  return (from === undefined || instant >= from) && (to === undefined || instant < to);
}

/** @throws Refusal 400 when a date cannot be read, or the range is empty. */
export function readRange(
  input: InputObject,
  prefix: string,
  fromKey: string,
  toKey: string,
): { from: number | undefined; to: number | undefined } {
  const from = readInstant(input, prefix, fromKey);
  const to = readInstant(input, prefix, toKey);
  if (from !== undefined && to !== undefined && from >= to) {
    throw new Refusal(400, `${prefix}${fromKey}: must be before ${toKey}`);
  }
  return { from, to };
}

/** @throws Refusal 400 when the member is there but no list of texts. */
export function readIds(input: InputObject, prefix: string, key: string): ReadonlySet<string> | undefined {
  const value = input[key];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every((id) => typeof id === 'string')) {
    throw new Refusal(400, `${prefix}${key}: must be an array of strings`);
  }
  return new Set(value);
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

function readInstant(input: InputObject, prefix: string, key: string): number | undefined {
  const value = readText(input, prefix, key);
  if (value === undefined) return undefined;
  const instant = INSTANT.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(instant)) {
    throw new Refusal(400, `${prefix}${key}: must be an ISO-8601 date-time with an offset, found "${value}"`);
  }
  return instant;
}

function readText(input: InputObject, prefix: string, key: string): string | undefined {
  const value = input[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new Refusal(400, `${prefix}${key}: must be a string`);
  return value;
}
