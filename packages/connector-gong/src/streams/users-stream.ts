import { type CallContext, type Page, readPages, snapshotStream } from '@etl/connector-kit';
import { type Batch, type Clock, FatalError, type Stream } from '@etl/core';
import { readCursor } from '../api/envelope.js';
import type { GongApi } from '../api/gong-api.js';
import { usersTable } from '../tables/users.js';
import { countPages } from './count-pages.js';
import { restartExpired } from './restart-expired.js';

/** All users; Gong cannot tell which of them changed. Rows of users that are gone are marked deleted. */
export function createUsersStream(api: GongApi, clock: Clock): Stream {
  return snapshotStream({
    name: 'users',
    description: 'All users, read whole by every run.',
    tables: [usersTable],
    table: usersTable.name,
    clock,
    readAll: (request) => restartExpired('the users', () => readUsers(api, request)),
    cost: { quota: api.account, count: (request) => countPages(readUserPages(api, request)) },
  });
}

/**
 * All users, page by page.
 *
 * @throws FatalError when there is none.
 */
export async function* readUsers(api: GongApi, context: CallContext): AsyncGenerator<Batch> {
  let total = 0;
  for await (const { records, fetched } of readUserPages(api, context)) {
    total += fetched;
    yield { kind: 'batch', table: usersTable.name, records, fetched };
  }
  // Invariant 8: an empty list is a permission that is missing, not an account without users; it must not delete them.
  if (total === 0) throw explainNoUsers();
}

function readUserPages(api: GongApi, context: CallContext): AsyncGenerator<Page> {
  return readPages(context, {
    fetchPage: (cursor) => api.fetchUsers(context, cursor),
    itemsPath: ['users'],
    nextCursor: readCursor,
  });
}

function explainNoUsers(): FatalError {
  return new FatalError({
    code: 'gong_no_users',
    message: 'Gong returned no user at all, although every account has at least one.',
    remedy: 'Check that whoever the credential belongs to may see users. Nothing was deleted.',
  });
}
