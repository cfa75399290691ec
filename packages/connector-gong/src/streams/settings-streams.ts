import { type CallContext, snapshotStream } from '@etl/connector-kit';
import type { Batch, Clock, Stream, Table } from '@etl/core';
import type { GongApi, ListRequest } from '../api/gong-api.js';
import { callOutcomesTable } from '../tables/call-outcomes.js';
import { libraryFoldersTable } from '../tables/library-folders.js';
import { scorecardsTable } from '../tables/scorecards.js';
import { trackersTable } from '../tables/trackers.js';
import { workspacesTable } from '../tables/workspaces.js';
import { countPages } from './count-pages.js';
import { readList } from './read-list.js';

/**
 * What administrators set up. Each list is read whole by every run, usually with one request, and rows that are gone are
 * marked deleted; an account may have none.
 */
export function createSettingsStreams(
  api: GongApi,
  clock: Clock,
  workspaceId: string | undefined,
): readonly Stream[] {
  const query = { workspaceId };
  const listStream = (table: Table, list: ListRequest): Stream =>
    snapshotStream({
      name: table.name,
      description: `${table.description ?? ''} Read whole by every run.`,
      tables: [table],
      table: table.name,
      clock,
      readAll: (request) => readWhole(api, request, table, list),
      cost: { quota: api.account, count: (request) => countPages(readList(api, request, list)) },
    });
  return [
    listStream(scorecardsTable, { path: '/v2/settings/scorecards', itemsKey: 'scorecards' }),
    listStream(trackersTable, { path: '/v2/settings/trackers', itemsKey: 'keywordTrackers', query }),
    listStream(workspacesTable, { path: '/v2/workspaces', itemsKey: 'workspaces' }),
    listStream(callOutcomesTable, { path: '/v2/call-outcomes', itemsKey: 'outcomes' }),
    listStream(libraryFoldersTable, { path: '/v2/library/folders', itemsKey: 'folders', query }),
  ];
}

async function* readWhole(
  api: GongApi,
  context: CallContext,
  table: Table,
  list: ListRequest,
): AsyncGenerator<Batch> {
  for await (const { records, fetched } of readList(api, context, list)) {
    yield { kind: 'batch', table: table.name, records, fetched };
  }
}
