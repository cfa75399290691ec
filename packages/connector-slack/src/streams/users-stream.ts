import { snapshotStream, type CallContext } from '@etl/connector-kit';
import type { Batch, Clock, Stream } from '@etl/core';
import type { SlackApi } from '../api.js';
import { usersTable } from '../tables/users.js';

/** All users: the API cannot tell which of them changed. Rows of users that are gone are marked deleted. */
export function createUsersStream(api: SlackApi, clock: Clock): Stream {
  return snapshotStream({
    name: 'users',
    description: 'All users, read whole by every run.',
    tables: [usersTable],
    table: usersTable.name,
    clock,
    readAll: (request) => readUsers(api, request),
  });
}

async function* readUsers(api: SlackApi, context: CallContext): AsyncGenerator<Batch> {
  for await (const { records, fetched } of api.readUserPages(context)) {
    yield { kind: 'batch', table: usersTable.name, records, fetched };
  }
}
