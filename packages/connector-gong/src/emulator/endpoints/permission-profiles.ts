import { buildChildListEndpoint } from './child-list-endpoint.js';

/** Lists the permission profiles of a workspace. */
export const permissionProfilesEndpoint = buildChildListEndpoint({
  path: '/v2/all-permission-profiles',
  scope: 'api:permission-profile:read',
  list: 'permissionProfiles',
  owner: 'workspaceId',
  item: 'profile',
  key: 'profiles',
});

/** Lists whoever has a permission profile. */
export const permissionProfileUsersEndpoint = buildChildListEndpoint({
  path: '/v2/permission-profile/users',
  scope: 'api:users:read',
  list: 'permissionProfileUsers',
  owner: 'profileId',
  item: 'user',
  key: 'users',
});
