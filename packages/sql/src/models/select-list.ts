import type { SqlDialect } from '../dialect.js';
import { selectElements, selectFields, type JsonField } from './json-relations.js';

export interface JsonList {
  readonly dialect: SqlDialect;
  /** A relation with its alias, for a FROM clause. */
  readonly from: string;
  /** Its columns that are passed on. */
  readonly keep: readonly string[];
  /** Its column with JSON. */
  readonly json: string;
  /** Where the list is. */
  readonly path: readonly string[];
  /** Column for the place of the element in the list, from 1. */
  readonly number: string;
  readonly fields: readonly JsonField[];
}

/** SELECT of the objects in a list, numbered, with typed columns. Elements that are no objects are no rows. */
export function selectList({ dialect, from, keep, json, path, number, fields }: JsonList): string {
  const elements = selectElements({ dialect, from, keep, json, path });
  const numbered = `(SELECT *, position + 1 AS ${number} FROM (\n${elements}\n) AS elements WHERE ${dialect.isObject('value')}) AS objects`;
  return selectFields({ dialect, from: numbered, keep: [...keep, number], json: 'value', fields });
}

/** A value inside JSON; the path is written with dots. */
export function field(name: string, type: JsonField['type'], path: string): JsonField {
  return { name, type, path: path.split('.') };
}
