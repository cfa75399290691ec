import { column, field, type Model, type Places, selectFields, selectList } from '@etl/sql/models';
import { callsInput } from '../inputs.js';
import { CALL_ID, CALL_STARTED_AT } from '../sql/column.js';
import { LINK_COLUMNS, LINK_KEY, selectCrmLinks } from '../sql/crm-links.js';

/** Objects of a CRM that a participant of a call is. */
export function callParticipantCrmLinks(places: Places): Model {
  return {
    schema: places.marts,
    name: 'call_participant_crm_links',
    description: 'One row per CRM object that a participant of a call is: contact, lead or user.',
    primaryKey: ['call_id', 'participant_number', ...LINK_KEY],
    unit: ['call_id'],
    inputs: { calls: callsInput(places) },
    columns: [
      CALL_ID,
      column('participant_number', 'integer', 'The participant; call_participants.participant_number.'),
      ...LINK_COLUMNS,
      CALL_STARTED_AT,
    ],
    select: ({ dialect, rows }) => {
      const started = selectFields({
        dialect,
        from: `${rows('calls')} AS calls`,
        keep: ['call_id'],
        json: 'record',
        fields: [
          field('call_started_at', 'timestamp', 'metaData.started'),
          field('parties', 'json', 'parties'),
        ],
      });
      const parties = selectList({
        dialect,
        from: `(\n${started}\n) AS started`,
        keep: ['call_id', 'call_started_at'],
        json: 'parties',
        path: [],
        number: 'participant_number',
        fields: [field('context', 'json', 'context')],
      });
      return selectCrmLinks({
        dialect,
        from: `(\n${parties}\n) AS parties`,
        owner: ['call_id', 'participant_number'],
        keep: ['call_started_at'],
        json: 'context',
        path: [],
      });
    },
  };
}
