import type { CallContext } from '@etl/connector-kit';
import type { Batch, Clock, SourceRecord, Stream } from '@etl/core';
import { wrapRecord } from '@etl/core/json';
import type { GongApi } from '../api/gong-api.js';
import { libraryCallsTable as table } from '../tables/library-calls.js';
import { type FolderRef, listFolders } from './list-parents.js';
import { readEach } from './read-each.js';
import { readList } from './read-list.js';
import { readText } from './read-text.js';
import { sweptStream } from './swept-stream.js';
import { buildBatch } from './wrapped-batch.js';

/**
 * What is in the library's folders. Costs a request for the folders and one for each of them, in every run.
 *
 * A folder that vanishes between the two has no calls any more, and its rows go. That is believed when the folders, listed
 * again, do not hold it: a 404 alone proves nothing.
 */
export function createLibraryCallsStream(
  api: GongApi,
  clock: Clock,
  workspaceId: string | undefined,
): Stream {
  return sweptStream({
    name: table.name,
    description: 'Calls in the public folders of the library, read whole by every run.',
    tables: [table],
    clock,
    readAll: async function* (request) {
      yield* readEach({
        parts: await listFolders(api, request, workspaceId),
        nameOf: (folder) => folder.id,
        read: (folder) => readFolder(api, request, folder),
        isGone: async ({ id }) => {
          const folders = await listFolders(api, request, workspaceId);
          return folders.every((folder) => folder.id !== id);
        },
      });
    },
  });
}

async function* readFolder(api: GongApi, context: CallContext, folder: FolderRef): AsyncGenerator<Batch> {
  const list = {
    path: '/v2/library/folder-content',
    itemsKey: 'calls',
    query: { folderId: folder.id },
  };
  for await (const page of readList(api, context, list)) {
    yield buildBatch(table.name, page, (call) => wrapCall(folder, call));
  }
}

function wrapCall({ id, name }: FolderRef, call: SourceRecord): SourceRecord {
  return wrapRecord({ folderId: id, folderName: name, snippetRange: rangeOf(call) }, 'call', call);
}

function rangeOf(call: SourceRecord): string {
  const [from, to] = ['fromSec', 'toSec'].map((key) => readText(call, ['snippet', key]));
  return from === undefined && to === undefined ? 'whole' : `${from ?? ''}-${to ?? ''}`;
}
