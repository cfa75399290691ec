import type { Table } from '@etl/core';
import { field } from './field.js';

/** Table `flows`. */
export const flowsTable: Table = {
  name: 'flows',
  description: 'One row per Engage flow, whoever may use it.',
  primaryKey: ['id'],
  fields: [
    field('id', 'string', 'id', 'Identifies the flow.'),
    field('name', 'string', 'name', 'Name.'),
    field('folder_id', 'string', 'folderId', 'The folder it is in.'),
    field('folder_name', 'string', 'folderName', 'Name of that folder.'),
    field('visibility', 'string', 'visibility', 'Who may use it: Company, Personal or Shared.'),
    field('creation_date', 'timestamp', 'creationDate', 'When it was created.'),
    field('exclusive', 'boolean', 'exclusive', 'Whether its prospects may be in no other flow.'),
    field('workspace_id', 'string', 'workspaceId', 'Workspace it belongs to, where Gong says so.'),
  ],
};
