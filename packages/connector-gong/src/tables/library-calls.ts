import type { Table } from '@etl/core';
import { field, PERSONAL } from './field.js';

/** Table `library_calls`. One call can stand in a folder whole and as several snippets, so the snippet is part of the key. */
export const libraryCallsTable: Table = {
  name: 'library_calls',
  description: 'One row per call, or snippet of a call, in a public folder of the library.',
  primaryKey: ['folder_id', 'call_id', 'snippet_range'],
  fields: [
    field('folder_id', 'string', 'folderId', 'The folder; library_folders.id.'),
    field('call_id', 'string', 'call.id', 'The call; calls.id.'),
    field('snippet_range', 'string', 'snippetRange', 'Seconds from and to of the snippet, or whole.'),
    field('folder_name', 'string', 'folderName', 'Name of the folder.'),
    field('title', 'string', 'call.title', 'Title of the call.', PERSONAL),
    field('note', 'string', 'call.note', 'What was noted when the call was added.', PERSONAL),
    field('added_by', 'string', 'call.addedBy', 'Who added it; users.id.'),
    field('created', 'timestamp', 'call.created', 'When it was added.'),
    field('url', 'string', 'call.url', 'Page of the call in Gong.'),
    field('snippet', 'json', 'call.snippet', 'Which seconds of the call are meant; null for all of it.'),
  ],
};
