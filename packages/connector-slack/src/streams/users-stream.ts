import type { Batch, Duration, PlanRequest, ReadRequest, Stream } from '@etl/core';
import { readPath } from '@etl/core/json';
import { restartLost } from '../api/restart-lost.js';
import { usersTable } from '../tables/directory-tables.js';
import type { ConversationOptions } from './conversation-streams.js';
import { countRead } from './count-read.js';
import { readStrangers } from './read-strangers.js';

/** Where it is kept when people of other organisations were looked up last. */
const STRANGERS = 'strangers';

/**
 * Everybody of the workspace, closed accounts included, and people of other organisations in shared channels. Slack keeps
 * users for ever, so none is taken for gone.
 */
export function createUsersStream(options: ConversationOptions, strangersEvery: Duration): Stream {
  return {
    name: usersTable.name,
    description: `${usersTable.description ?? ''} Read whole by every run.`,
    tables: [usersTable],
    plan: () => [{ partition: '', reason: 'snapshot' }],
    read: (request) => readUsers(options, strangersEvery, request),
    estimate: async (request) => {
      const quota = options.api.quotaOf('users.list');
      if (!request.mayAsk) return { requests: [{ quota, count: 1 }], isExact: false };
      const { requests, records } = await countRead(
        (counted) => readUsers(options, strangersEvery, counted),
        request,
      );
      return { requests: [{ quota, count: requests }], records, isExact: false };
    },
  };
}

async function* readUsers(
  options: ConversationOptions,
  strangersEvery: Duration,
  request: ReadRequest,
): AsyncGenerator<Batch> {
  const known = new Set<string>();
  for await (const { records, fetched } of restartLost('the users', () => options.api.readUsers(request))) {
    for (const { text } of records) known.add(readPath(text, ['id']) ?? '');
    yield { kind: 'batch', table: usersTable.name, records, fetched };
  }
  if (!isDue(strangersEvery, request)) return;
  yield* readStrangers(options, request, known);
  const value = { read_at: request.startedAt };
  const checkpoints = [{ kind: 'resume', partition: STRANGERS, value } as const];
  yield { kind: 'batch', table: usersTable.name, records: [], fetched: 0, checkpoints };
}

function isDue(every: Duration, { state, startedAt }: PlanRequest): boolean {
  const value = state.get(STRANGERS)?.resume;
  const readAt =
    typeof value === 'object' && value !== null && 'read_at' in value ? value.read_at : undefined;
  return typeof readAt !== 'number' || startedAt - readAt >= every;
}
