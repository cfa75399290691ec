import type { Field, Table } from '@etl/core';
import { field, PERSONAL } from './field.js';

function access(name: string, key: string, description: string): Field {
  return field(name, 'json', `profile.${key}`, description);
}

/** Table `permission_profiles`. What a profile allows beyond these columns stands in the stored record. */
export const permissionProfilesTable: Table = {
  name: 'permission_profiles',
  description: 'One row per permission profile of a workspace.',
  primaryKey: ['workspace_id', 'id'],
  fields: [
    field('workspace_id', 'string', 'workspaceId', 'The workspace; workspaces.id.'),
    field('id', 'string', 'profile.id', 'Identifies the profile.'),
    field('name', 'string', 'profile.name', 'Name.'),
    field('description', 'string', 'profile.description', 'What it is for.'),
    access('calls_access', 'callsAccess', 'Whose calls may be seen.'),
    access('library_folder_access', 'libraryFolderAccess', 'Which library folders may be seen.'),
    access('deals_access', 'dealsAccess', 'Whose deals may be seen.'),
    access('forecast_permissions', 'forecastPermissions', 'What may be done with forecasts.'),
    access('coaching_access', 'coachingAccess', 'Whose coaching may be seen.'),
    access('insights_access', 'insightsAccess', 'Whose insights may be seen.'),
    access('usage_access', 'usageAccess', 'Whose usage may be seen.'),
    access('emails_access', 'emailsAccess', 'Whose e-mails may be seen.'),
    field('profile', 'json', 'profile', 'All of the profile, with every permission.'),
  ],
};

/** Table `permission_profile_users`. */
export const permissionProfileUsersTable: Table = {
  name: 'permission_profile_users',
  description: 'One row per user and permission profile the user has.',
  primaryKey: ['workspace_id', 'profile_id', 'user_id'],
  fields: [
    field('workspace_id', 'string', 'workspaceId', 'The workspace; workspaces.id.'),
    field('profile_id', 'string', 'profileId', 'The profile; permission_profiles.id.'),
    field('user_id', 'string', 'user.id', 'The user; users.id.'),
    field('email_address', 'string', 'user.emailAddress', 'E-mail address.', PERSONAL),
    field('first_name', 'string', 'user.firstName', 'First name.', PERSONAL),
    field('last_name', 'string', 'user.lastName', 'Last name.', PERSONAL),
  ],
};
