import type { CallContext } from '@etl/connector-kit';
import type { Batch, Clock, SourceRecord, Stream } from '@etl/core';
import { readPath, wrapRecord } from '@etl/core/json';
import type { GongApi } from '../api/gong-api.js';
import { userSettingsHistoryTable as table } from '../tables/user-settings-history.js';
import { hashTexts } from './hash-texts.js';
import { listUsers } from './list-parents.js';
import { readEach } from './read-each.js';
import { readList } from './read-list.js';
import { sweptStream } from './swept-stream.js';
import { buildBatch } from './wrapped-batch.js';

/**
 * When users' settings changed. Costs a request for each hundred users and one for each of them, in every run: Gong tells
 * neither whose settings changed nor since when.
 */
export function createUserSettingsHistoryStream(api: GongApi, clock: Clock): Stream {
  return sweptStream({
    name: table.name,
    description: 'Changes of users’ settings, read whole by every run.',
    tables: [table],
    clock,
    readAll: async function* (request) {
      const users = await listUsers(api, request);
      yield* readEach({
        parts: users.map(({ id }) => id),
        nameOf: (id) => id,
        read: (id) => readHistory(api, request, id),
        isGone: async (id) => (await listUsers(api, request)).every((user) => user.id !== id),
      });
    },
  });
}

async function* readHistory(api: GongApi, context: CallContext, userId: string): AsyncGenerator<Batch> {
  const path = `/v2/users/${encodeURIComponent(userId)}/settings-history`;
  for await (const page of readList(api, context, { path, itemsKey: 'userSettingsHistory' })) {
    yield buildBatch(table.name, page, (change) => wrapChange(userId, change));
  }
}

function wrapChange(userId: string, change: SourceRecord): SourceRecord {
  const valueHash = hashTexts([readPath(change.text, ['value'])]);
  return wrapRecord({ userId, valueHash }, 'change', change);
}
