import type { Table } from '@etl/core';
import type { ObjectType } from '../objects/object-type.js';
import { field, PERSONAL } from './field.js';

/** Table of the values that chosen properties had. */
export function buildHistoryTable(type: ObjectType): Table {
  return {
    name: `${type.table}_property_history`,
    description: `One row for each value that a chosen property of ${type.label} has had.`,
    primaryKey: ['record_id', 'property', 'timestamp', 'ordinal'],
    fields: [
      field('record_id', 'string', 'record_id', 'The record.'),
      field('property', 'string', 'property', 'Name of the property.'),
      field('timestamp', 'string', 'entry.timestamp', 'When it got the value, as HubSpot writes it.'),
      field('ordinal', 'string', 'ordinal', 'Counts values of the same instant, the oldest first.'),
      field('changed_at', 'timestamp', 'entry.timestamp', 'When it got the value.', {
        epochMilliseconds: true,
      }),
      field('value', 'string', 'entry.value', 'The value; empty where it was cleared.', PERSONAL),
      field('source_type', 'string', 'entry.sourceType', 'What kind of thing set it, e.g. CRM_UI.'),
      field('source_id', 'string', 'entry.sourceId', 'What set it.', PERSONAL),
      field('source_label', 'string', 'entry.sourceLabel', 'Name of what set it.', PERSONAL),
      field('updated_by_user_id', 'string', 'entry.updatedByUserId', 'Who set it.'),
    ],
  };
}
