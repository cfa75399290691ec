import { Refusal } from '@etl/emulator-kit';
import type { GongEndpoint } from '../gong-endpoint.js';
import { respondWithItems } from '../paging/respond-with-page.js';
import { readChildren } from './child-list-endpoint.js';

/** Lists how a user's settings changed; an unknown user is an error. */
export const userSettingsHistoryEndpoint: GongEndpoint = {
  method: 'GET',
  path: '/v2/users/{id}/settings-history',
  scopes: ['api:users:read'],
  respond: (request, context) => {
    const id = request.parameters.id ?? '';
    if (!context.data.users.find(id)) throw new Refusal(404, `User ID ${id} was not found`);
    const changes = readChildren(context, 'userSettingsHistory', { owner: 'userId', item: 'change' }, id);
    return respondWithItems(context, 'userSettingsHistory', changes, {});
  },
};
