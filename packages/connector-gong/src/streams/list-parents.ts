import type { CallContext } from '@etl/connector-kit';
import { FatalError, type SourceRecord } from '@etl/core';
import type { GongApi, ListRequest } from '../api/gong-api.js';
import { readList } from './read-list.js';
import { readText } from './read-text.js';
import { restartExpired } from './restart-expired.js';
import { readUsers } from './users-stream.js';

/** What is known of a user before anything of theirs is read. */
export interface UserRef {
  readonly id: string;
  readonly emailAddress: string | undefined;
  readonly managerId: string | undefined;
}

/** A folder of the library. */
export interface FolderRef {
  readonly id: string;
  readonly name: string;
}

/** All users. @throws FatalError when one has no id: what is theirs would be missed without a word. */
export async function listUsers(api: GongApi, context: CallContext): Promise<readonly UserRef[]> {
  const users = new Map<string, UserRef>();
  for await (const { records } of restartExpired('the users', () => readUsers(api, context))) {
    for (const record of records) {
      const id = requireId(record, 'user');
      const emailAddress = readText(record, ['emailAddress']);
      users.set(id, { id, emailAddress, managerId: readText(record, ['managerId']) });
    }
  }
  return [...users.values()];
}

/** Ids of all workspaces, or the one that is configured. @throws FatalError when there is none. */
export async function listWorkspaces(
  api: GongApi,
  context: CallContext,
  workspaceId: string | undefined,
): Promise<readonly string[]> {
  if (workspaceId !== undefined) return [workspaceId];
  const records = await readRecords(api, context, { path: '/v2/workspaces', itemsKey: 'workspaces' });
  // Invariant 8: an account without workspaces is a permission that is missing; it must not empty a table.
  if (records.length === 0) throw explainNoWorkspaces();
  return records.map((record) => requireId(record, 'workspace'));
}

/** Public folders of the library; there may be none. */
export async function listFolders(
  api: GongApi,
  context: CallContext,
  workspaceId: string | undefined,
): Promise<readonly FolderRef[]> {
  const list = { path: '/v2/library/folders', itemsKey: 'folders', query: { workspaceId } };
  const records = await readRecords(api, context, list);
  return records.map((record) => ({
    id: requireId(record, 'library folder'),
    name: readText(record, ['name']) ?? '',
  }));
}

async function readRecords(api: GongApi, context: CallContext, list: ListRequest): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const page of readList(api, context, list)) records.push(...page.records);
  return records;
}

function requireId(record: SourceRecord, what: string): string {
  const id = readText(record, ['id']);
  if (id !== undefined) return id;
  throw new FatalError({
    code: 'gong_parent_without_id',
    message: `Gong listed a ${what} without an id, so what belongs to it cannot be read: ${record.text.slice(0, 200)}`,
    remedy: 'Report it to Gong, or do not select this stream.',
  });
}

function explainNoWorkspaces(): FatalError {
  return new FatalError({
    code: 'gong_no_workspaces',
    message: 'Gong returned no workspace at all, although every account has at least one.',
    remedy: 'Check that whoever the credential belongs to may see workspaces, or set workspace_id.',
  });
}
