import type { Table } from '@etl/core';
import { field } from './field.js';

/** Table `lists`. */
export const listsTable: Table = {
  name: 'lists',
  description: 'One row per list of records.',
  primaryKey: ['list_id'],
  fields: [
    field('list_id', 'string', 'listId', 'Identifies the list.'),
    field('name', 'string', 'name', 'Name.'),
    field('object_type_id', 'string', 'objectTypeId', 'Kind of its records, e.g. 0-1 for contacts.'),
    field('processing_type', 'string', 'processingType', 'MANUAL, DYNAMIC or SNAPSHOT.'),
    field('processing_status', 'string', 'processingStatus', 'Whether it is up to date.'),
    field('list_version', 'integer', 'listVersion', 'Version of its definition.'),
    field('size', 'integer', 'additionalProperties.hs_list_size', 'How many records are on it.'),
    field('created_at', 'timestamp', 'createdAt', 'When it was created.'),
    field('updated_at', 'timestamp', 'updatedAt', 'When it was changed last.'),
    field('filters_updated_at', 'timestamp', 'filtersUpdatedAt', 'When its conditions were changed last.'),
    field(
      'last_modified_at',
      'timestamp',
      'additionalProperties.hs_lastmodifieddate',
      'When it or its records changed last.',
      { epochMilliseconds: true },
    ),
    field('created_by_id', 'string', 'createdById', 'Who created it.'),
    field('updated_by_id', 'string', 'updatedById', 'Who changed it last.'),
  ],
};

/** Table `list_memberships`. */
export const membershipsTable: Table = {
  name: 'list_memberships',
  description: 'One row for each record on a list.',
  primaryKey: ['list_id', 'record_id'],
  fields: [
    field('list_id', 'string', 'list_id', 'The list; lists.list_id.'),
    field(
      'record_id',
      'string',
      'membership.recordId',
      'The record; its kind stands in lists.object_type_id.',
    ),
    field('member_since', 'timestamp', 'membership.membershipTimestamp', 'When it came onto the list.'),
  ],
};
