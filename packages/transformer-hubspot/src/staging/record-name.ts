import {
  column,
  selectFields,
  type Model,
  type ModelContext,
  type ModelInput,
  type Places,
} from '@etl/sql/models';
import { kindInput } from '../inputs.js';
import { fullName } from '../sql/full-name.js';
import { property } from '../sql/property.js';

/** Properties that name a record, by table; the first that is filled counts. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  contacts: ['email'],
  companies: ['name', 'domain'],
  deals: ['dealname'],
  tickets: ['subject'],
  leads: ['hs_lead_name'],
  products: ['name'],
  line_items: ['name'],
  quotes: ['hs_title'],
  calls: ['hs_call_title'],
  emails: ['hs_email_subject'],
  meetings: ['hs_meeting_title'],
  notes: ['hs_body_preview'],
  tasks: ['hs_task_subject'],
  communications: ['hs_body_preview'],
};

/** Names of all records that associations may speak of. */
export function stagingRecordName(places: Places): Model {
  const inputs = Object.keys(NAMES).map((table): [string, ModelInput] => [
    table,
    kindInput(places, table, table),
  ]);
  return {
    schema: places.staging,
    name: 'record_name',
    description: 'One row per record of HubSpot, with its name.',
    primaryKey: ['object_type', 'record_id'],
    unit: ['object_type', 'record_id'],
    inputs: Object.fromEntries(inputs),
    columns: [
      column('object_type', 'string', 'Table of the record.'),
      column('record_id', 'string', 'Id of the record.'),
      column('name', 'string', 'Its name; of a contact first and last name, else the e-mail address.'),
    ],
    select: (context) =>
      Object.keys(NAMES)
        .filter((table) => context.has(table))
        .map((table) => selectNames(context, table))
        .join('\nUNION ALL\n'),
  };
}

function selectNames({ dialect, rows }: ModelContext, table: string): string {
  const names = NAMES[table] ?? [];
  const person = table === 'contacts' ? ['firstname', 'lastname'] : [];
  const fields = selectFields({
    dialect,
    from: `${rows(table)} AS records`,
    keep: ['object_type', 'record_id'],
    json: 'record',
    fields: [...names, ...person].map((name) => property(name, 'string')),
  });
  const choices = [...(person.length > 0 ? [fullName('firstname', 'lastname')] : []), ...names, 'NULL'];
  return `SELECT object_type, record_id, coalesce(${choices.join(', ')}) AS name FROM (\n${fields}\n) AS f`;
}
