import { buildListEndpoint } from './list-endpoint.js';

/** Lists the outcomes a call can be given. */
export const callOutcomesEndpoint = buildListEndpoint({
  path: '/v2/call-outcomes',
  scope: 'api:call-outcomes:read',
  list: 'callOutcomes',
  key: 'outcomes',
});
