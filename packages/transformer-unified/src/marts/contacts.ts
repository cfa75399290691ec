import { column, type Model } from '@etl/sql/models';
import type { Places } from '../places.js';
import { bestValues, isAny, RECORD_ORDER } from '../sql/best-values.js';

const BEST = ['full_name', 'given_name', 'family_name', 'email', 'phone', 'job_title'];
const TOLD = ['source', ...BEST, 'is_internal', 'is_active', 'created_at', 'updated_at'];

/** People, each once, whatever sources know of them. */
export function contacts(places: Places): Model {
  return {
    schema: places.unified,
    name: 'contacts',
    description: 'One row per person that any source knows.',
    primaryKey: ['contact_id'],
    unit: ['contact_id'],
    followedBy: ['contact_id', 'company_id'],
    columns: [
      column('contact_id', 'string', 'Identifies the person; stays the same from run to run.'),
      column('full_name', 'string', 'Name: of the record that changed last and has one.'),
      column('given_name', 'string', 'First name, likewise.'),
      column('family_name', 'string', 'Last name, likewise.'),
      column('email', 'string', 'Main e-mail address, likewise. All are in contact_identities.'),
      column('phone', 'string', 'Phone number, likewise.'),
      column('job_title', 'string', 'Title of the position, likewise.'),
      column('is_internal', 'boolean', 'Whether any source says that the person is of the own company.'),
      column('is_active', 'boolean', 'Whether any record is in use; NULL: there is none that says.'),
      column('company_id', 'string', 'The one company the person belongs to; NULL: none, or several.'),
      column(
        'company_evidence',
        'string',
        '`association`: a source says so; `domain`: an address has its domain.',
      ),
      column('record_count', 'integer', 'Records that sources keep of the person.'),
      column('participation_count', 'integer', 'Rows of interaction_participants that are this person.'),
      column('source_count', 'integer', 'Sources that know the person.'),
      column('created_at', 'timestamp', 'When the first record was made.'),
      column('updated_at', 'timestamp', 'When a record was changed last.'),
    ],
    inputs: {
      records: {
        ...{ schema: places.staging, name: 'person_record', kind: 'model' },
        unit: (row) => [row('entity_id')],
      },
      participants: {
        ...{ schema: places.unified, name: 'interaction_participants', kind: 'model' },
        unit: (row) => [row('contact_id')],
      },
      companies: {
        ...{ schema: places.staging, name: 'contact_company', kind: 'model' },
        unit: (row) => [row('contact_id')],
      },
    },
    select: ({ rows, dialect: { columnTypes: types } }) => {
      const nothing = (type: string): string => `CAST(NULL AS ${type})`;
      const [text, time] = [nothing(types.string), nothing(types.timestamp)];
      const told = [
        `SELECT entity_id AS contact_id, 0 AS is_participant, node, ${TOLD.join(', ')} FROM ${rows('records')} AS r WHERE entity_id IS NOT NULL`,
        'UNION ALL',
        `SELECT contact_id, 1, participant_id, source, name, ${text}, ${text}, email, phone, ${text}, is_internal, ${nothing(types.boolean)}, ${time}, ${time}`,
        `FROM ${rows('participants')} AS p WHERE contact_id IS NOT NULL`,
      ].join('\n');
      const order = `is_participant, coalesce(is_active, TRUE) DESC, ${RECORD_ORDER}`;
      return [
        `WITH placed AS (SELECT *, row_number() OVER (PARTITION BY contact_id ORDER BY ${order}) AS place FROM (\n${told}\n) AS told),`,
        `people AS (SELECT contact_id, ${bestValues(BEST)}, ${isAny('is_internal')} AS is_internal, ${isAny('is_active')} AS is_active,`,
        'sum(1 - is_participant) AS record_count, sum(is_participant) AS participation_count, count(DISTINCT source) AS source_count,',
        'min(created_at) AS created_at, max(updated_at) AS updated_at FROM placed GROUP BY contact_id)',
        'SELECT p.*, c.company_id, c.evidence AS company_evidence FROM people AS p',
        `LEFT JOIN ${rows('companies')} AS c ON c.contact_id = p.contact_id AND c.is_main AND p.is_internal IS DISTINCT FROM TRUE`,
      ].join('\n');
    },
  };
}
