import { buildListEndpoint } from './list-endpoint.js';

/** Lists keyword trackers, of all workspaces or of one. */
export const trackersEndpoint = buildListEndpoint({
  path: '/v2/settings/trackers',
  scope: 'api:settings:trackers:read',
  list: 'trackers',
  key: 'keywordTrackers',
});
