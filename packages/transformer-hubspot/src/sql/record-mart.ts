import type { DescribedColumn } from '@etl/core';
import { column, selectFields, type JsonField, type Model, type Places } from '@etl/sql/models';
import { recordsInput } from '../inputs.js';
import { property, RECORD_FIELDS } from './property.js';

export interface RecordMart {
  readonly name: string;
  readonly description: string;
  /** The table that is read. */
  readonly table: string;
  /** Column of the record's id. */
  readonly id: DescribedColumn;
  readonly fields: readonly { readonly field: JsonField; readonly description: string }[];
  /** Columns that are worked out from the others, of `f`. */
  readonly derived?: readonly { readonly column: DescribedColumn; readonly sql: string }[];
}

/** A mart with a row for each record of a table, read field by field. */
export function buildRecordMart(
  places: Places,
  { name, description, table, id, fields, derived = [] }: RecordMart,
): Model {
  return {
    schema: places.marts,
    name,
    description,
    primaryKey: [id.name],
    unit: [id.name],
    inputs: { records: recordsInput(places, table) },
    columns: [
      id,
      ...fields.map(({ field, description: text }) => column(field.name, field.type, text)),
      ...derived.map((one) => one.column),
    ],
    select: ({ dialect, rows }) => {
      const facts = selectFields({
        dialect,
        from: `${rows('records')} AS records`,
        keep: [id.name],
        json: 'record',
        fields: fields.map(({ field }) => field),
      });
      const more = derived.map(({ column: { name: column }, sql }) => `, ${sql} AS ${column}`);
      return `SELECT f.*${more.join('')}\nFROM (\n${facts}\n) AS f`;
    },
  };
}

const OF_RECORDS: Readonly<Record<string, string>> = {
  created_at: 'When the record was created.',
  updated_at: 'When the record was changed last.',
  url: 'Page of the record in HubSpot.',
};

/** Columns of every record that has an owner and a page. */
export const COMMON_FIELDS: RecordMart['fields'] = [
  {
    field: property('owner_id', 'string', 'hubspot_owner_id'),
    description: 'Who is responsible; owners.owner_id.',
  },
  ...RECORD_FIELDS.map((field) => ({ field, description: OF_RECORDS[field.name] ?? '' })),
];
