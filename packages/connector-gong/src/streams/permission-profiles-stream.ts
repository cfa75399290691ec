import type { Batch, Clock, ReadRequest, Stream } from '@etl/core';
import { wrapRecord } from '@etl/core/json';
import type { GongApi } from '../api/gong-api.js';
import {
  permissionProfilesTable as profiles,
  permissionProfileUsersTable as profileUsers,
} from '../tables/permission-profiles.js';
import { listWorkspaces } from './list-parents.js';
import { readEach } from './read-each.js';
import { readList } from './read-list.js';
import { readText } from './read-text.js';
import { sweptStream } from './swept-stream.js';
import { buildBatch } from './wrapped-batch.js';

/**
 * Who may see what. Costs a request for the workspaces (none with `workspace_id`), one for each of them, and with
 * `permission_profile_users` one for each profile, in every run.
 */
export function createPermissionProfilesStream(
  api: GongApi,
  clock: Clock,
  workspaceId: string | undefined,
): Stream {
  return sweptStream({
    name: profiles.name,
    description: 'Permission profiles and who has them, read whole by every run.',
    tables: [profiles, profileUsers],
    clock,
    readAll: async function* (request) {
      yield* readEach({
        parts: await listWorkspaces(api, request, workspaceId),
        nameOf: (workspace) => workspace,
        read: (workspace) => readProfiles(api, request, workspace),
      });
    },
  });
}

async function* readProfiles(api: GongApi, request: ReadRequest, workspaceId: string): AsyncGenerator<Batch> {
  const list = { path: '/v2/all-permission-profiles', itemsKey: 'profiles', query: { workspaceId } };
  for await (const page of readList(api, request, list)) {
    if (request.tables.has(profiles.name)) {
      yield buildBatch(profiles.name, page, (profile) => wrapRecord({ workspaceId }, 'profile', profile));
    }
    if (!request.tables.has(profileUsers.name)) continue;
    for (const profile of page.records) {
      const profileId = readText(profile, ['id']);
      if (profileId !== undefined) yield* readProfileUsers(api, request, { workspaceId, profileId });
    }
  }
}

async function* readProfileUsers(
  api: GongApi,
  request: ReadRequest,
  ids: { readonly workspaceId: string; readonly profileId: string },
): AsyncGenerator<Batch> {
  const { profileId } = ids;
  const list = { path: '/v2/permission-profile/users', itemsKey: 'users', query: { profileId } };
  for await (const page of readList(api, request, list)) {
    yield buildBatch(profileUsers.name, page, (user) => wrapRecord(ids, 'user', user));
  }
}
