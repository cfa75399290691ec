import {
  column,
  field,
  type Model,
  type ModelContext,
  type Places,
  selectFields,
  selectList,
  withParts,
} from '@etl/sql/models';
import { callsInput, martInput } from '../inputs.js';
import { CALL_ID, CALL_STARTED_AT } from '../sql/column.js';

/** Who took part in a call. */
export function callParticipants(places: Places): Model {
  return {
    schema: places.marts,
    name: 'call_participants',
    description: 'One row per participant of a call, whether or not they spoke.',
    primaryKey: ['call_id', 'participant_number'],
    unit: ['call_id'],
    inputs: {
      calls: callsInput(places),
      links: martInput(places, 'call_participant_crm_links'),
    },
    columns: [
      CALL_ID,
      column(
        'participant_number',
        'integer',
        'Place among the participants, from 1, in the order Gong lists them.',
      ),
      column('party_id', 'string', 'Id of the participant in this call.'),
      column(
        'speaker_id',
        'string',
        'Id of the speaker in the transcript; NULL for those who did not speak.',
      ),
      column('user_id', 'string', 'The Gong user the participant is; users.id.'),
      column('name', 'string', 'Name.'),
      column('email', 'string', 'E-mail address.'),
      column('title', 'string', 'Title of the position.'),
      column('phone', 'string', 'Phone number.'),
      column('affiliation', 'string', 'Internal, External or Unknown.'),
      column('is_primary_user', 'boolean', 'Whether the participant is the user who hosted the call.'),
      column(
        'was_invited',
        'boolean',
        'Whether Gong knows the participant from the invitation; NULL where it does not say.',
      ),
      column('attended', 'boolean', 'Whether the participant was there; NULL where Gong does not say.'),
      column('talk_seconds', 'number', 'Seconds the participant talked, as Gong measures it.'),
      column(
        'crm_system',
        'string',
        'First CRM among the participant’s links; all are in call_participant_crm_links.',
      ),
      column('crm_contact_id', 'string', 'The contact the participant is there.'),
      column('crm_lead_id', 'string', 'The lead the participant is there.'),
      column('crm_user_id', 'string', 'The CRM user the participant is there.'),
      CALL_STARTED_AT,
    ],
    select: selectParticipants,
  };
}

function selectParticipants({ dialect, rows }: ModelContext): string {
  const from = `${rows('calls')} AS calls`;
  const list = { dialect, from, keep: ['call_id'], json: 'record' };
  const methods = `CAST(p.methods AS ${dialect.columnTypes.string})`;
  return withParts(
    {
      hosts: selectFields({
        ...list,
        fields: [
          field('primary_user_id', 'string', 'metaData.primaryUserId'),
          field('call_started_at', 'timestamp', 'metaData.started'),
        ],
      }),
      parties: selectList({
        ...list,
        path: ['parties'],
        number: 'participant_number',
        fields: [
          field('party_id', 'string', 'id'),
          field('speaker_id', 'string', 'speakerId'),
          field('user_id', 'string', 'userId'),
          field('name', 'string', 'name'),
          field('email', 'string', 'emailAddress'),
          field('title', 'string', 'title'),
          field('phone', 'string', 'phoneNumber'),
          field('affiliation', 'string', 'affiliation'),
          field('methods', 'json', 'methods'),
        ],
      }),
      talk: [
        `SELECT * FROM (\n${selectList({
          ...list,
          path: ['interaction', 'speakers'],
          number: 'place',
          fields: [field('party_id', 'string', 'id'), field('talk_seconds', 'number', 'talkTime')],
        })}\n) AS speakers`,
        'QUALIFY row_number() OVER (PARTITION BY call_id, party_id ORDER BY place) = 1',
      ].join('\n'),
      links: `SELECT call_id, participant_number, system, object_type, object_id, timing, link_number FROM ${rows('links')} AS l`,
      first_systems: `SELECT call_id, participant_number, system FROM links QUALIFY row_number() OVER (PARTITION BY call_id, participant_number ORDER BY link_number) = 1`,
      first_links: [
        'SELECT l.* FROM links AS l JOIN first_systems AS s ON s.call_id = l.call_id',
        'AND s.participant_number = l.participant_number AND s.system = l.system',
        'QUALIFY row_number() OVER (PARTITION BY l.call_id, l.participant_number, l.object_type',
        "ORDER BY CASE l.timing WHEN 'Now' THEN 0 ELSE 1 END, l.link_number) = 1",
      ].join('\n'),
      crm: [
        'SELECT call_id, participant_number, max(system) AS crm_system,',
        "max(CASE WHEN object_type = 'Contact' THEN object_id END) AS crm_contact_id,",
        "max(CASE WHEN object_type = 'Lead' THEN object_id END) AS crm_lead_id,",
        "max(CASE WHEN object_type = 'User' THEN object_id END) AS crm_user_id",
        'FROM first_links GROUP BY call_id, participant_number',
      ].join('\n'),
    },
    [
      'SELECT p.*, h.call_started_at, coalesce(p.user_id = h.primary_user_id, FALSE) AS is_primary_user,',
      `${methods} LIKE '%"Invitee"%' AS was_invited, ${methods} LIKE '%"Attendee"%' AS attended,`,
      't.talk_seconds, c.crm_system, c.crm_contact_id, c.crm_lead_id, c.crm_user_id',
      'FROM parties AS p JOIN hosts AS h ON h.call_id = p.call_id',
      'LEFT JOIN talk AS t ON t.call_id = p.call_id AND t.party_id = p.party_id',
      'LEFT JOIN crm AS c ON c.call_id = p.call_id AND c.participant_number = p.participant_number',
    ].join('\n'),
  );
}
