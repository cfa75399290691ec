import { buildListEndpoint } from './list-endpoint.js';

/** Lists public folders of the library. */
export const libraryFoldersEndpoint = buildListEndpoint({
  path: '/v2/library/folders',
  scope: 'api:library:read',
  list: 'libraryFolders',
  key: 'folders',
});
