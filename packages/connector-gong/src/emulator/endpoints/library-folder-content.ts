import { Refusal } from '@etl/emulator-kit';
import { readMember } from '../data/record-list.js';
import type { GongEndpoint } from '../gong-endpoint.js';
import { respondWithItems } from '../paging/respond-with-page.js';
import { readChildren, requireParameter } from './child-list-endpoint.js';

/** Lists the calls of a folder, with the folder around them; an unknown folder is an error. */
export const libraryFolderContentEndpoint: GongEndpoint = {
  method: 'GET',
  path: '/v2/library/folder-content',
  scopes: ['api:library:read'],
  respond: (request, context) => {
    const folderId = requireParameter(request, 'folderId');
    const folders = context.data.lists.libraryFolders.all();
    const folder = folders.find((text) => readMember(text, 'id') === folderId);
    if (folder === undefined) throw new Refusal(404, `Folder ID ${folderId} was not found`);
    const members = ['id', 'name', 'createdBy', 'updated'] as const;
    const envelope = Object.fromEntries(members.map((name) => [name, readMember(folder, name) ?? null]));
    const calls = readChildren(context, 'libraryCalls', { owner: 'folderId', item: 'call' }, folderId);
    return respondWithItems(context, 'calls', calls, envelope);
  },
};
