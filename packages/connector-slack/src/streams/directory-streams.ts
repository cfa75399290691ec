import { snapshotStream, type CallContext } from '@etl/connector-kit';
import {
  FatalError,
  type Batch,
  type Clock,
  type ReadRequest,
  type SourceRecord,
  type Stream,
  type Table,
} from '@etl/core';
import { readPath } from '@etl/core/json';
import type { SlackApi } from '../api/slack-api.js';
import type { ChannelDirectory } from '../channels/channel-directory.js';
import { channelsTable, emojiTable, teamTable, userGroupsTable } from '../tables/directory-tables.js';
import { countRead } from './count-read.js';

/** Lists of the workspace that every run reads whole; rows of what is gone are marked deleted. */
export function createDirectoryStreams(
  api: SlackApi,
  directory: ChannelDirectory,
  clock: Clock,
): readonly Stream[] {
  const list = (
    table: Table,
    method: string,
    readAll: (request: ReadRequest) => AsyncIterable<Batch>,
  ): Stream =>
    snapshotStream({
      name: table.name,
      description: `${table.description ?? ''} Read whole by every run.`,
      tables: [table],
      table: table.name,
      clock,
      readAll,
      cost: {
        quota: api.quotaOf(method),
        count: (request) => countRead(readAll, request),
      },
    });
  return [
    list(channelsTable, 'conversations.list', (request) => readChannels(directory, request)),
    list(userGroupsTable, 'usergroups.list', (request) => readUserGroups(api, request)),
    list(teamTable, 'team.info', (request) => readTeam(api, request)),
    list(emojiTable, 'emoji.list', (request) => readEmoji(api, request)),
  ];
}

async function* readChannels(directory: ChannelDirectory, request: ReadRequest): AsyncGenerator<Batch> {
  const { records } = await directory.list(request, channelsTable.name);
  yield batchOf(channelsTable, records);
}

async function* readUserGroups(api: SlackApi, context: CallContext): AsyncGenerator<Batch> {
  const { records, fetched } = await api.fetchUserGroups(context);
  yield batchOf(userGroupsTable, records, fetched);
}

async function* readTeam(api: SlackApi, context: CallContext): AsyncGenerator<Batch> {
  const { text } = await api.fetchTeam(context);
  yield batchOf(teamTable, [{ text: requirePart(text, 'team') }]);
}

/** Slack sends them as the members of one object. */
async function* readEmoji(api: SlackApi, context: CallContext): AsyncGenerator<Batch> {
  const { text } = await api.fetchEmoji(context);
  const emoji = Object.entries(JSON.parse(requirePart(text, 'emoji')) as Record<string, unknown>);
  yield batchOf(
    emojiTable,
    emoji.map(([name, value]) => ({ text: JSON.stringify({ name, value }) })),
  );
}

function batchOf(table: Table, records: readonly SourceRecord[], fetched = records.length): Batch {
  return { kind: 'batch', table: table.name, records, fetched };
}

/** @throws FatalError `malformed_page` when an answer lacks what it is for. */
function requirePart(text: string, key: string): string {
  const part = readPath(text, [key]);
  if (part?.startsWith('{') === true) return part;
  throw new FatalError({
    code: 'malformed_page',
    message: `Slack’s answer has no object at "${key}": ${text.slice(0, 200)}`,
    remedy: 'Slack may have changed its answer; look for a newer version of the connector.',
  });
}
