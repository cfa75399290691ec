import type { CanonicalModel } from './canonical-model.js';
import { identityColumns, optional } from './column.js';

/** Deals: HubSpot's deals, the opportunities of Gong's CRM context. No outcome is guessed from a stage's name. */
export const opportunity: CanonicalModel = {
  name: 'opportunity',
  description: 'One row per deal that a source keeps a record of, or knows by the id of a CRM.',
  primaryKey: ['opportunity_id'],
  columns: [
    ...identityColumns('opportunity_id'),
    optional('name', 'string', 'Name.'),
    optional('stage', 'string', "Stage, in the source's words."),
    optional('pipeline', 'string', "Pipeline, in the source's words."),
    optional('amount', 'decimal', 'Amount, in `currency`.'),
    optional('currency', 'string', 'ISO 4217 code of `amount`; NULL: the account’s own currency.'),
    optional('close_date', 'date', 'Day on which it was or is expected to be decided.'),
    optional('is_closed', 'boolean', 'Whether it is decided, where the source says so.'),
    optional('is_won', 'boolean', 'Whether it was won, where the source says so; NULL while it is open.'),
    optional('owner_person_id', 'string', 'person_id of who is responsible, in the same source.'),
    optional('created_at', 'timestamp', 'When the source made the record.'),
    optional('updated_at', 'timestamp', 'When the source changed the record last.'),
  ],
};
