import type { Field, Table } from '@etl/core';
import type { ObjectType } from '../objects/object-type.js';
import { nameColumns } from './column-names.js';
import { COMES_AND_GOES, field } from './field.js';
import type { PropertyDefinition } from './property-definition.js';
import { buildPropertyField } from './property-field.js';

const OWN: readonly Field[] = [
  field('id', 'string', 'id', 'Identifies the record among those of its kind.'),
  field('created_at', 'timestamp', 'createdAt', 'When the record was created.'),
  field('updated_at', 'timestamp', 'updatedAt', 'When the record was changed last.'),
  field('record_url', 'string', 'url', 'Page of the record in HubSpot.', COMES_AND_GOES),
  field('object_write_trace_id', 'string', 'objectWriteTraceId', 'Trace of the last write.', COMES_AND_GOES),
];

/** The table of a kind of record: its own columns, and one for each property the account has. */
export function buildObjectTable(type: ObjectType, definitions: readonly PropertyDefinition[]): Table {
  const own = new Set(OWN.map(({ name }) => name));
  const modified = type.modifiedProperty;
  const known = definitions.filter(({ name }) => name !== modified);
  const columns = nameColumns(known, new Set([...own, modified]));
  return {
    name: type.table,
    description: `One row per record of ${type.label}, with all its properties.`,
    primaryKey: ['id'],
    version: modified,
    fields: [
      ...OWN,
      field(
        modified,
        'timestamp',
        `properties.${modified}`,
        'When the record was changed last, as search knows it.',
        {
          epochMilliseconds: true,
          emptyIsNull: true,
        },
      ),
      ...known.map((definition) =>
        buildPropertyField(definition, columns.get(definition.name) ?? definition.name),
      ),
    ],
  };
}
