import type { FieldType, Table } from '@etl/core';
import { comparePreciseInstants, parsePreciseInstant, type PreciseInstant } from '../json/precise-instant.js';

const NO_INSTANT: PreciseInstant = { seconds: Number.NEGATIVE_INFINITY, fraction: '' };

/** Orders two versions of one record; a missing or unreadable version is older than any other. */
export function compareVersions(table: Table, left: string | undefined, right: string | undefined): number {
  if (table.version === undefined) return 0;
  return versionType(table) === 'integer' ? compareIntegers(left, right) : compareInstants(left, right);
}

function versionType(table: Table): FieldType | undefined {
  return table.fields.find((field) => field.name === table.version)?.type;
}

function compareInstants(left: string | undefined, right: string | undefined): number {
  return comparePreciseInstants(readInstant(left), readInstant(right));
}

function readInstant(text: string | undefined): PreciseInstant {
  return (text === undefined ? undefined : parsePreciseInstant(text)) ?? NO_INSTANT;
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
