import { publish, type Model, type ModelContext, type Places } from '@etl/sql/models';
import { person } from '@etl/unified-model';
import { modelInput, optional } from '../inputs.js';

/** Columns of `p`, in their order, from each of the two marts. */
const COLUMNS = [
  'record_type',
  'record_id',
  'full_name',
  'given_name',
  'family_name',
  'email',
  'phone',
  'job_title',
  'is_internal',
  'is_active',
  'created_at',
  'updated_at',
];

/** Contacts, and the owners of records: people of the company. A queue is no person. */
export function stagingPerson(places: Places): Model {
  return publish(places, {
    canonical: person,
    unit: ['record_type', 'record_id'],
    inputs: {
      contacts: optional(modelInput(places.marts, 'contacts', (row) => ["'contact'", row('contact_id')])),
      owners: optional(modelInput(places.marts, 'owners', (row) => ["'owner'", row('owner_id')])),
    },
    from: (context) => `(${selectPeople(context).join('\nUNION ALL\n')}) AS p`,
    values: {
      person_id: "p.record_type || ':' || p.record_id",
      ...Object.fromEntries(COLUMNS.map((name) => [name, `p.${name}`])),
    },
  });
}

function selectPeople({ dialect, rows, has }: ModelContext): readonly string[] {
  const { string, boolean } = dialect.columnTypes;
  const contacts = [
    "'contact' AS record_type, contact_id AS record_id, full_name, first_name AS given_name, last_name AS family_name,",
    'email, coalesce(phone, mobile_phone) AS phone, job_title,',
    `CAST(NULL AS ${boolean}) AS is_internal, TRUE AS is_active, created_at, updated_at`,
  ].join(' ');
  const owners = [
    "'owner' AS record_type, owner_id AS record_id, name AS full_name, first_name AS given_name, last_name AS family_name,",
    `email, CAST(NULL AS ${string}) AS phone, CAST(NULL AS ${string}) AS job_title,`,
    'TRUE AS is_internal, NOT is_archived AS is_active, created_at, updated_at',
  ].join(' ');
  return [
    ...(has('contacts') ? [`SELECT ${contacts} FROM ${rows('contacts')} AS c`] : []),
    ...(has('owners')
      ? [`SELECT ${owners} FROM ${rows('owners')} AS o WHERE owner_type IS DISTINCT FROM 'QUEUE'`]
      : []),
  ];
}
