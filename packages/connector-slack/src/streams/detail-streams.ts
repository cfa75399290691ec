import type { Batch, Duration, ReadRequest, SourceRecord, Stream } from '@etl/core';
import { readPath, wrapRecord } from '@etl/core/json';
import { restartLost } from '../api/restart-lost.js';
import type { SlackApi } from '../api/slack-api.js';
import { bookmarksTable, channelMembersTable, pinsTable } from '../tables/directory-tables.js';
import { createDetailStream } from './detail-stream.js';
import type { ConversationOptions } from './conversation-streams.js';

/** Members, pins and bookmarks of the conversations. */
export function createDetailStreams(options: ConversationOptions, every: Duration): readonly Stream[] {
  const { api } = options;
  return [
    createDetailStream({
      ...options,
      table: channelMembersTable,
      method: 'conversations.members',
      every,
      readAll: (request, id) => restartLost('the members', () => readMembers(api, request, id)),
    }),
    createDetailStream({
      ...options,
      table: pinsTable,
      method: 'pins.list',
      every,
      readAll: (request, id) => readPins(api, request, id),
    }),
    createDetailStream({
      ...options,
      table: bookmarksTable,
      method: 'bookmarks.list',
      every,
      readAll: (request, id) => readBookmarks(api, request, id),
    }),
  ];
}

async function* readMembers(api: SlackApi, request: ReadRequest, id: string): AsyncGenerator<Batch> {
  for await (const { records, fetched } of api.readMembers(request, id)) {
    yield {
      kind: 'batch',
      table: channelMembersTable.name,
      records: records.map((user) => wrapRecord({ channel_id: id }, 'user_id', user)),
      fetched,
    };
  }
}

async function* readPins(api: SlackApi, request: ReadRequest, id: string): AsyncGenerator<Batch> {
  const { records, fetched } = await api.fetchPins(request, id);
  yield {
    kind: 'batch',
    table: pinsTable.name,
    records: records.map((pin) => wrapRecord({ channel_id: id, ...describePin(pin) }, 'pin', pin)),
    fetched,
  };
}

/** A pin has no id of its own; without either of these it becomes a dead letter. */
function describePin({ text }: SourceRecord): Record<string, string> {
  const type = readText(text, ['type']);
  const item = readText(text, ['message', 'ts']) ?? readText(text, ['file', 'id']);
  return {
    ...(type === undefined ? {} : { type }),
    ...(item === undefined ? {} : { item_id: item }),
  };
}

function readText(text: string, path: readonly string[]): string | undefined {
  const value: unknown = JSON.parse(readPath(text, path) ?? 'null');
  return typeof value === 'string' ? value : undefined;
}

async function* readBookmarks(api: SlackApi, request: ReadRequest, id: string): AsyncGenerator<Batch> {
  const { records, fetched } = await api.fetchBookmarks(request, id);
  yield { kind: 'batch', table: bookmarksTable.name, records, fetched };
}
