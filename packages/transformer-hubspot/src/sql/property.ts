import type { JsonField } from '@etl/sql/models';

/**
 * A property of a record. HubSpot writes all values as text: nothing as an empty one, instants also as milliseconds.
 *
 * @param name of the property; default: that of the column.
 */
export function property(column: string, type: JsonField['type'], name: string = column): JsonField {
  return { name: column, type, path: ['properties', name], emptyIsNull: true, epochMilliseconds: true };
}

/** When HubSpot says that a record was made and changed, and where its page is. */
export const RECORD_FIELDS: readonly JsonField[] = [
  { name: 'created_at', type: 'timestamp', path: ['createdAt'] },
  { name: 'updated_at', type: 'timestamp', path: ['updatedAt'] },
  { name: 'url', type: 'string', path: ['url'] },
];
