import { buildListEndpoint } from './list-endpoint.js';

/** Lists scorecards; Gong narrows them by nothing. */
export const scorecardsEndpoint = buildListEndpoint({
  path: '/v2/settings/scorecards',
  scope: 'api:settings:scorecards:read',
  list: 'scorecards',
  key: 'scorecards',
});
