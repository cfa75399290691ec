import { FatalError, isMissingScopeError, type Batch, type ReadRequest } from '@etl/core';
import { readPath } from '@etl/core/json';
import { isRefusal } from '../api/failures.js';
import { restartLost } from '../api/restart-lost.js';
import { usersTable } from '../tables/directory-tables.js';
import type { ConversationOptions } from './conversation-streams.js';

/**
 * People of other organisations who are in shared channels: no list of users has them, so they are looked up one by one.
 * Where the token may not, that is said, and they are left out.
 *
 * @param known ids of those who are in the list, as JSON texts.
 */
export async function* readStrangers(
  options: ConversationOptions,
  request: ReadRequest,
  known: ReadonlySet<string>,
): AsyncGenerator<Batch> {
  try {
    const strangers = await listStrangers(options, request, known);
    const refused: string[] = [];
    for (const id of strangers) {
      const batch = await readStranger(options, request, id);
      if (batch === undefined) refused.push(id);
      else yield batch;
    }
    if (refused.length > 0) warn(request, `Slack does not show ${refused.join(', ')}.`);
  } catch (error) {
    if (!isMissingScopeError(error)) throw error;
    warn(request, error.message);
  }
}

async function listStrangers(
  { api, directory }: ConversationOptions,
  request: ReadRequest,
  known: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const { channels } = await directory.list(request, usersTable.name);
  const strangers = new Set<string>();
  for (const { id } of channels.filter(({ isShared, isMember }) => isShared && isMember)) {
    for await (const { records } of restartLost('the members', () => api.readMembers(request, id))) {
      for (const { text } of records) if (!known.has(text)) strangers.add(JSON.parse(text) as string);
    }
  }
  return strangers;
}

/** @returns nothing where the person may not be seen. */
async function readStranger(
  { api }: ConversationOptions,
  request: ReadRequest,
  id: string,
): Promise<Batch | undefined> {
  try {
    const { text } = await api.fetchUser(request, id);
    const user = readPath(text, ['user']);
    if (user === undefined) throw explainNoUser(text);
    return { kind: 'batch', table: usersTable.name, records: [{ text: user }], fetched: 1 };
  } catch (error) {
    if (isRefusal(error, 'user_not_found') || isRefusal(error, 'user_not_visible')) return undefined;
    throw error;
  }
}

function warn({ report }: ReadRequest, reason: string): void {
  const message = `People of other organisations in shared channels are not all read: ${reason}`;
  report({ type: 'warning', code: 'slack_strangers_not_read', message });
}

function explainNoUser(text: string): FatalError {
  return new FatalError({
    code: 'malformed_page',
    message: `Slack’s users.info answered without a user: ${text.slice(0, 200)}`,
    remedy: 'Slack may have changed its answer; look for a newer version of the connector.',
  });
}
