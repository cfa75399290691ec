import type { CallContext } from '@etl/connector-kit';
import type { Batch, Clock, Stream } from '@etl/core';
import type { GongApi } from '../api/gong-api.js';
import { flowsTable as table } from '../tables/flows.js';
import { listUsers } from './list-parents.js';
import { readEach } from './read-each.js';
import { readList } from './read-list.js';
import { restartExpired } from './restart-expired.js';
import { sweptStream } from './swept-stream.js';
import { buildBatch } from './wrapped-batch.js';

/**
 * Engage flows, which Gong lists only by who may use them: each user's own and those of the company, so the same flow comes
 * from many. Costs a request for each hundred users and at least one for each of them, in every run.
 */
export function createFlowsStream(api: GongApi, clock: Clock, workspaceId: string | undefined): Stream {
  return sweptStream({
    name: table.name,
    description: 'Engage flows of all users, read whole by every run.',
    tables: [table],
    clock,
    readAll: async function* (request) {
      const users = await listUsers(api, request);
      yield* readEach({
        // Whoever has no address can own no flow.
        parts: users.flatMap(({ emailAddress }) => emailAddress ?? []),
        nameOf: (emailAddress) => emailAddress,
        read: (emailAddress) =>
          restartExpired('the flows', () =>
            readFlows(api, request, { flowOwnerEmail: emailAddress, workspaceId }),
          ),
        isGone: async (emailAddress) => {
          const now = await listUsers(api, request);
          return now.every((user) => user.emailAddress !== emailAddress);
        },
      });
    },
  });
}

async function* readFlows(
  api: GongApi,
  context: CallContext,
  query: Readonly<Record<string, string | undefined>>,
): AsyncGenerator<Batch> {
  for await (const page of readList(api, context, { path: '/v2/flows', itemsKey: 'flows', query })) {
    yield buildBatch(table.name, page);
  }
}
