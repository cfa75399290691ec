import type { Table } from '@etl/core';
import { field } from './field.js';

/** Table `library_folders`. */
export const libraryFoldersTable: Table = {
  name: 'library_folders',
  description: 'One row per public folder of the library that is not archived.',
  primaryKey: ['id'],
  fields: [
    field('id', 'string', 'id', 'Identifies the folder.'),
    field('name', 'string', 'name', 'Name.'),
    field('parent_folder_id', 'string', 'parentFolderId', 'The folder it is in; null at the top.'),
    field('created_by', 'string', 'createdBy', 'Who created it; users.id.'),
    field('updated', 'timestamp', 'updated', 'When it was changed last.'),
  ],
};
