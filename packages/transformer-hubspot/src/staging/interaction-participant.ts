import { publish, withParts, type Model, type ModelContext, type Places } from '@etl/sql/models';
import { interactionParticipant } from '@etl/unified-model';
import { modelInput, optional } from '../inputs.js';
import { interactionIdOf } from './kinds.js';

type Row = (name: string) => string;

/** What the owner of an interaction did in it. */
const OWNER_ROLE = [
  "CASE WHEN kind IN ('call', 'meeting') THEN 'host' WHEN kind <> 'email' THEN 'author'",
  "WHEN direction = 'outbound' THEN 'sender' WHEN direction = 'inbound' THEN 'recipient' END",
].join(' ');

/** The owner of an interaction, and the contacts associated with it; whichever end the association is told of. */
export function stagingInteractionParticipant(places: Places): Model {
  return publish(places, {
    canonical: interactionParticipant,
    unit: ['interaction_id'],
    inputs: {
      interactions: modelInput(places.staging, 'interaction', (row) => [
        `${row('record_type')} || ':' || ${row('record_id')}`,
      ]),
      associations: optional(modelInput(places.marts, 'associations', (row) => [interactionOf(row)])),
    },
    from: (context) => `(${selectParticipants(context)}) AS p`,
    values: {
      participant_id: "p.interaction_id || '#' || p.number",
      interaction_id: 'p.interaction_id',
      person_id: 'p.person_id',
      name: 'p.name',
      role: 'p.role',
      is_internal: 'p.is_internal',
    },
  });
}

/** The interaction that an association is of, if its other end is a contact. */
function interactionOf(row: Row): string {
  const to = interactionIdOf(row('to_type'), row('to_id'));
  const from = interactionIdOf(row('from_type'), row('from_id'));
  return `CASE WHEN ${row('from_type')} = 'contacts' THEN ${to} WHEN ${row('to_type')} = 'contacts' THEN ${from} END`;
}

function selectParticipants({ dialect, rows, has }: ModelContext): string {
  const { string, boolean } = dialect.columnTypes;
  const interactions = rows('interactions');
  const owners = [
    `SELECT interaction_id, owner_person_id AS person_id, CAST(NULL AS ${string}) AS name, ${OWNER_ROLE} AS role, TRUE AS is_internal`,
    `FROM ${interactions} AS i WHERE owner_person_id IS NOT NULL`,
  ].join('\n');
  const isFrom = "a.from_type = 'contacts'";
  const contacts = [
    `SELECT ${interactionOf((name) => `a.${name}`)} AS interaction_id,`,
    `'contact:' || CASE WHEN ${isFrom} THEN a.from_id ELSE a.to_id END AS person_id,`,
    `CASE WHEN ${isFrom} THEN a.from_name ELSE a.to_name END AS name,`,
    `CAST(NULL AS ${string}) AS role, CAST(NULL AS ${boolean}) AS is_internal`,
    `FROM ${has('associations') ? rows('associations') : 'nothing'} AS a`,
    `WHERE ${isFrom} OR a.to_type = 'contacts'`,
  ].join('\n');
  return withParts(
    {
      found: [owners, ...(has('associations') ? [contacts] : [])].join('\nUNION ALL\n'),
      // A contact is there once, however many types of association say so.
      people: [
        `SELECT f.* FROM found AS f JOIN ${interactions} AS i ON i.interaction_id = f.interaction_id`,
        'QUALIFY row_number() OVER (PARTITION BY f.interaction_id, f.person_id ORDER BY f.name NULLS LAST) = 1',
      ].join('\n'),
    },
    'SELECT *, row_number() OVER (PARTITION BY interaction_id ORDER BY person_id) AS number FROM people',
  );
}
