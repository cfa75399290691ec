import type { Table } from '@etl/core';
import { field } from './field.js';

/** Table `workspaces`. */
export const workspacesTable: Table = {
  name: 'workspaces',
  description: 'One row per workspace.',
  primaryKey: ['id'],
  fields: [
    field('id', 'string', 'id', 'Identifies the workspace.'),
    field('name', 'string', 'name', 'Name.'),
    field('description', 'string', 'description', 'What it is for.'),
  ],
};
