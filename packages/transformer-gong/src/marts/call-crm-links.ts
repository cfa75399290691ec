import { field, type Model, type Places, selectFields } from '@etl/sql/models';
import { callsInput } from '../inputs.js';
import { CALL_ID, CALL_STARTED_AT } from '../sql/column.js';
import { LINK_COLUMNS, LINK_KEY, selectCrmLinks } from '../sql/crm-links.js';

/** Objects of a CRM that a call is about. */
export function callCrmLinks(places: Places): Model {
  return {
    schema: places.marts,
    name: 'call_crm_links',
    description:
      'One row per CRM object that a call is about and timing: the account and the opportunity, as they are now and as they were then.',
    primaryKey: ['call_id', ...LINK_KEY],
    unit: ['call_id'],
    followedBy: ['call_id', 'system', 'object_id'],
    inputs: { calls: callsInput(places) },
    columns: [CALL_ID, ...LINK_COLUMNS, CALL_STARTED_AT],
    select: ({ dialect, rows }) => {
      const contexts = selectFields({
        dialect,
        from: `${rows('calls')} AS calls`,
        keep: ['call_id'],
        json: 'record',
        fields: [
          field('context', 'json', 'context'),
          field('call_started_at', 'timestamp', 'metaData.started'),
        ],
      });
      return selectCrmLinks({
        dialect,
        from: `(\n${contexts}\n) AS contexts`,
        owner: ['call_id'],
        keep: ['call_started_at'],
        json: 'context',
        path: [],
      });
    },
  };
}
