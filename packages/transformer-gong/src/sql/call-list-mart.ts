import type { DescribedColumn } from '@etl/core';
import { type JsonField, type Model, type Places, selectList } from '@etl/sql/models';
import { callsInput } from '../inputs.js';
import { CALL_ID } from './column.js';

export interface CallList {
  readonly name: string;
  readonly description: string;
  /** Column for the place in the list, from 1; part of the key. */
  readonly number: DescribedColumn;
  /** Where in the call's record the list is. */
  readonly path: readonly string[];
  readonly columns: readonly { readonly field: JsonField; readonly description: string }[];
}

/** A mart with a row for each object of a list that the call's record holds. */
export function buildCallListMart(
  places: Places,
  { name, description, number, path, columns }: CallList,
): Model {
  return {
    schema: places.marts,
    name,
    description,
    primaryKey: ['call_id', number.name],
    unit: ['call_id'],
    inputs: { calls: callsInput(places) },
    columns: [
      CALL_ID,
      number,
      ...columns.map(({ field, description: text }) => ({
        name: field.name,
        type: field.type,
        description: text,
      })),
    ],
    select: ({ dialect, rows }) =>
      selectList({
        dialect,
        from: `${rows('calls')} AS calls`,
        keep: ['call_id'],
        json: 'record',
        path,
        number: number.name,
        fields: columns.map(({ field }) => field),
      }),
  };
}
