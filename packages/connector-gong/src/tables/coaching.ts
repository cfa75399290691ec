import type { Table } from '@etl/core';
import { field, PERSONAL } from './field.js';

/** Table `coaching`. */
export const coachingTable: Table = {
  name: 'coaching',
  description: 'One row per workspace, manager, direct report and month.',
  primaryKey: ['workspace_id', 'manager_id', 'report_id', 'month'],
  fields: [
    field('workspace_id', 'string', 'workspaceId', 'The workspace; workspaces.id.'),
    field('manager_id', 'string', 'managerId', 'The manager; users.id.'),
    field('report_id', 'string', 'coaching.report.id', 'The direct report; users.id.'),
    field('month', 'string', 'month', 'Month in UTC, YYYY-MM; the current one holds what happened so far.'),
    field(
      'report_email_address',
      'string',
      'coaching.report.emailAddress',
      'E-mail address of the report.',
      PERSONAL,
    ),
    field('metrics', 'json', 'coaching.metrics', 'Ids of calls by metric, e.g. callsListenedTo.'),
  ],
};
