import type { Table } from '@etl/core';
import { field } from './field.js';

/** Table `manual_crm_associations`. */
export const manualCrmAssociationsTable: Table = {
  name: 'manual_crm_associations',
  description: 'One row per time that a user linked a call to objects of the CRM.',
  primaryKey: ['call_id', 'user_id', 'created'],
  fields: [
    field('call_id', 'string', 'callId', 'The call; calls.id.'),
    field('user_id', 'string', 'userId', 'Who linked it; users.id.'),
    field('created', 'string', 'created', 'When it was linked, as Gong writes it.'),
    field('created_at', 'timestamp', 'created', 'When it was linked; associations are read by this instant.'),
    field(
      'associated_crm_objects',
      'json',
      'associatedCrmObjects',
      'Ids in the CRM: accountCrmId and dealCrmId.',
    ),
  ],
};
