import type { Table } from '@etl/core';
import { field } from './field.js';

/** Table `scorecards`. */
export const scorecardsTable: Table = {
  name: 'scorecards',
  description: 'One row per scorecard, with its questions.',
  primaryKey: ['scorecard_id'],
  fields: [
    field('scorecard_id', 'string', 'scorecardId', 'Identifies the scorecard.'),
    field('scorecard_name', 'string', 'scorecardName', 'Name.'),
    field('workspace_id', 'string', 'workspaceId', 'Workspace it belongs to; null for all of them.'),
    field('enabled', 'boolean', 'enabled', 'Whether it can be answered.'),
    field('updater_user_id', 'string', 'updaterUserId', 'Who changed it last; users.id.'),
    field('created', 'timestamp', 'created', 'When it was created.'),
    field('updated', 'timestamp', 'updated', 'When it was changed last.'),
    field('review_method', 'string', 'reviewMethod', 'AUTOMATIC or MANUAL.'),
    field('questions', 'json', 'questions', 'Questions with their ids, texts, types and ranges.'),
  ],
};
