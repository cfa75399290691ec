import type { Field, Table } from '@etl/core';
import { comparePreciseInstants, parsePreciseInstant, type PreciseInstant } from '../json/precise-instant.js';
import { readEpoch } from './read-epoch.js';

const NO_INSTANT: PreciseInstant = { seconds: Number.NEGATIVE_INFINITY, fraction: '' };

/** Orders two versions of one record; a missing or unreadable version is older than any other. */
export function compareVersions(table: Table, left: string | undefined, right: string | undefined): number {
  const field = table.fields.find(({ name }) => name === table.version);
  if (field === undefined) return 0;
  if (field.type === 'integer') return compareIntegers(left, right);
  return comparePreciseInstants(readInstant(field, left), readInstant(field, right));
}

function readInstant(field: Field, text: string | undefined): PreciseInstant {
  return (text === undefined ? undefined : parsePreciseInstant(readEpoch(field, text) ?? text)) ?? NO_INSTANT;
}

function compareIntegers(left: string | undefined, right: string | undefined): number {
  const [first, second] = [readInteger(left), readInteger(right)];
  if (first === second) return 0;
  if (first === undefined) return -1;
  return second === undefined || first > second ? 1 : -1;
}

function readInteger(text: string | undefined): bigint | undefined {
  return text !== undefined && /^-?\d+$/.test(text) ? BigInt(text) : undefined;
}
