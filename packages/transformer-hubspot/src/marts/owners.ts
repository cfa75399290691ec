import { column, field, type Model, type Places } from '@etl/sql/models';
import { buildRecordMart } from '../sql/record-mart.js';
import { fullName } from '../sql/full-name.js';

/** People and queues that records belong to. */
export function owners(places: Places): Model {
  return buildRecordMart(places, {
    name: 'owners',
    description: 'One row per owner of records, those who have left included.',
    table: 'owners',
    id: column('owner_id', 'string', 'Identifies the owner; owner_id of records.'),
    fields: [
      { field: field('email', 'string', 'email'), description: 'E-mail address.' },
      { field: field('owner_type', 'string', 'type'), description: 'PERSON or QUEUE.' },
      { field: field('first_name', 'string', 'firstName'), description: 'First name.' },
      { field: field('last_name', 'string', 'lastName'), description: 'Last name.' },
      {
        field: field('user_id', 'string', 'userIdIncludingInactive'),
        description: 'The user, whether or not still active.',
      },
      { field: field('is_archived', 'boolean', 'archived'), description: 'Whether the owner has left.' },
      { field: field('created_at', 'timestamp', 'createdAt'), description: 'When it was created.' },
      { field: field('updated_at', 'timestamp', 'updatedAt'), description: 'When it was changed last.' },
    ],
    derived: [
      {
        column: column('name', 'string', 'First and last name.'),
        sql: fullName('f.first_name', 'f.last_name'),
      },
    ],
  });
}
