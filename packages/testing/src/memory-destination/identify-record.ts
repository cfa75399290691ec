import type { Table } from '@etl/core';
import {
  canonicalJson,
  isExactObject,
  parseExactJson,
  readExactPath,
  scalarText,
  withoutPath,
  type ExactObject,
  type ExactValue,
} from '../json/exact-json.js';

/** A record that can be stored, with all that decides its fate. */
export interface IdentifiedRecord {
  readonly key: readonly string[];
  readonly version: string | undefined;
  /** Of everything but the volatile fields. */
  readonly hash: string;
  readonly value: ExactObject;
}

/** Why a record cannot be stored. */
export interface Unidentified {
  readonly reason: 'not_json' | 'not_an_object' | 'no_primary_key';
}

export function identifyRecord(table: Table, text: string): IdentifiedRecord | Unidentified {
  const value = parseOrUndefined(text);
  if (value === undefined) return { reason: 'not_json' };
  if (!isExactObject(value)) return { reason: 'not_an_object' };
  const key = table.primaryKey.map((name) => scalarText(readField(table, name, value)));
  if (!key.every((part) => part !== undefined)) return { reason: 'no_primary_key' };
  const version =
    table.version === undefined ? undefined : scalarText(readField(table, table.version, value));
  return { key, version, hash: changeHash(table, value), value };
}

function parseOrUndefined(text: string): ExactValue | undefined {
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
}

function readField(table: Table, name: string, value: ExactObject): ExactValue | undefined {
  const field = table.fields.find((candidate) => candidate.name === name);
  return field === undefined ? undefined : readExactPath(value, field.path);
}

function changeHash(table: Table, value: ExactObject): string {
  const volatile = table.fields.filter((field) => field.volatile === true);
  return canonicalJson(volatile.reduce<ExactValue>((rest, field) => withoutPath(rest, field.path), value));
}
