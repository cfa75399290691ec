import { snapshotStream, type CallContext } from '@etl/connector-kit';
import type { Batch, Clock, Stream } from '@etl/core';
import { restartLost } from '../api/restart-lost.js';
import type { SlackApi } from '../api/slack-api.js';
import { usersTable } from '../tables/directory-tables.js';

/** Everybody of the workspace, closed accounts included. */
export function createUsersStream(api: SlackApi, clock: Clock): Stream {
  return snapshotStream({
    name: usersTable.name,
    description: `${usersTable.description ?? ''} Read whole by every run.`,
    tables: [usersTable],
    table: usersTable.name,
    clock,
    readAll: (request) => restartLost('the users', () => readUsers(api, request)),
  });
}

async function* readUsers(api: SlackApi, context: CallContext): AsyncGenerator<Batch> {
  for await (const { records, fetched } of api.readUsers(context)) {
    yield { kind: 'batch', table: usersTable.name, records, fetched };
  }
}
