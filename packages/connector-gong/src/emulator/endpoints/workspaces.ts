import { buildListEndpoint } from './list-endpoint.js';

/** Lists workspaces. */
export const workspacesEndpoint = buildListEndpoint({
  path: '/v2/workspaces',
  scope: 'api:workspaces:read',
  list: 'workspaces',
  key: 'workspaces',
});
