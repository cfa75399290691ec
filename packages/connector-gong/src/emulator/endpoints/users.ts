import { Refusal } from '@etl/emulator-kit';
import type { GongUser } from '../data/user-store.js';
import type { GongEndpoint } from '../gong-endpoint.js';
import { isWithin, readIds, readRange } from '../paging/read-filter.js';
import { parseBody, readObject } from '../paging/request-input.js';
import { respondWithOne, respondWithPage } from '../paging/respond-with-page.js';

const SCOPES = ['api:users:read'];

/** Lists all users; an empty account has an empty list. */
export const listUsersEndpoint: GongEndpoint = {
  method: 'GET',
  path: '/v2/users',
  scopes: SCOPES,
  respond: (request, context) => {
    const items = [...context.data.users.all()];
    return respondWithPage(request, context, { key: 'users', items, total: items.length, textOf });
  },
};

/** Lists users by the time they were created, or by id. */
export const usersExtensiveEndpoint: GongEndpoint = {
  method: 'POST',
  path: '/v2/users/extensive',
  scopes: SCOPES,
  respond: (request, context) => {
    const filter = readObject(parseBody(request), 'filter');
    if (!filter) throw new Refusal(400, 'filter: must not be null');
    const range = readRange(filter, 'filter.', 'createdFromDateTime', 'createdToDateTime');
    const userIds = readIds(filter, 'filter.', 'userIds');
    const items = [...context.data.users.all()].filter(
      (user) => isWithin(user.createdAt ?? 0, range) && (userIds?.has(user.id) ?? true),
    );
    return respondWithPage(request, context, {
      key: 'users',
      items,
      total: items.length,
      textOf,
      emptyMessage: 'No users found corresponding to the provided filters',
    });
  },
};

/** One user; an unknown one is an error. */
export const userEndpoint: GongEndpoint = {
  method: 'GET',
  path: '/v2/users/{id}',
  scopes: SCOPES,
  respond: (request, context) => {
    const id = request.parameters.id ?? '';
    const user = context.data.users.find(id);
    if (!user) throw new Refusal(404, `User ID ${id} was not found`);
    return respondWithOne(context, 'user', user.text);
  },
};

function textOf(user: GongUser): string {
  return user.text;
}
