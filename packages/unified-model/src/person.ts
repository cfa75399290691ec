import type { CanonicalModel } from './canonical-model.js';
import { identityColumns, optional } from './column.js';

/**
 * People a source keeps a record of: Gong's users, HubSpot's contacts and owners, Slack's users. Somebody who only took
 * part in an interaction has no record and is an `interaction_participant`.
 */
export const person: CanonicalModel = {
  name: 'person',
  description:
    'One row per record that a source keeps of a person. Two rows may be the same person: see identity_claim.',
  primaryKey: ['person_id'],
  columns: [
    ...identityColumns('person_id'),
    optional('full_name', 'string', 'Name as the source shows it, else given and family name.'),
    optional('given_name', 'string', 'First name.'),
    optional('family_name', 'string', 'Last name.'),
    optional(
      'email',
      'string',
      'Main e-mail address, as the source writes it. All addresses are in identity_claim.',
    ),
    optional('phone', 'string', 'Main phone number, as the source writes it.'),
    optional('job_title', 'string', 'Title of the position.'),
    optional('is_internal', 'boolean', 'Whether the person belongs to the company whose account this is.'),
    optional('is_active', 'boolean', 'Whether the record is in use: not deactivated or archived.'),
    optional('manager_person_id', 'string', 'person_id of the manager, in the same source.'),
    optional('created_at', 'timestamp', 'When the source made the record.'),
    optional('updated_at', 'timestamp', 'When the source changed the record last.'),
  ],
};
