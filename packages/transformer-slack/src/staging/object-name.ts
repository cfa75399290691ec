import { column, field, selectFields, type Model, type ModelContext, type Places } from '@etl/sql/models';
import { loadedInput, martInput, optional } from '../inputs.js';

/**
 * What messages need to know of users, channels and groups. It holds no more, so that a new title or topic is no news for
 * the messages of a channel.
 */
export function objectName(places: Places): Model {
  return {
    schema: places.staging,
    name: 'object_name',
    description: 'One row per user, channel and user group: what it is called.',
    primaryKey: ['object_kind', 'object_id'],
    unit: ['object_kind', 'object_id'],
    inputs: {
      users: optional(martInput(places, 'users', (row) => ["'user'", row('user_id')])),
      channels: optional(martInput(places, 'channels', (row) => ["'channel'", row('channel_id')])),
      groups: optional(loadedInput(places, 'user_groups', (row) => ["'user_group'", row('id')])),
    },
    columns: [
      column('object_kind', 'string', 'user, channel or user_group.'),
      column('object_id', 'string', 'Identifies it.'),
      column('name', 'string', 'Its name; of a group the handle it is mentioned by.'),
      column('kind', 'string', 'Kind of a user; users.kind.'),
      column(
        'is_external',
        'boolean',
        'Whether a user is of another organisation, or a channel shared with one.',
      ),
    ],
    select: (context) => selectNames(context).join('\nUNION ALL\n'),
  };
}

function selectNames({ dialect, rows, has }: ModelContext): readonly string[] {
  const { string, boolean } = dialect.columnTypes;
  const noKind = `CAST(NULL AS ${string}) AS kind`;
  const fields = ['handle', 'name'].map((name) => ({ ...field(name, 'string', name), emptyIsNull: true }));
  const keep = ['object_kind', 'object_id'];
  return [
    ...(has('users')
      ? [
          `SELECT 'user' AS object_kind, user_id AS object_id, name, kind, is_external FROM ${rows('users')} AS u`,
        ]
      : []),
    ...(has('channels')
      ? [
          `SELECT 'channel' AS object_kind, channel_id AS object_id, name, ${noKind}, is_external FROM ${rows('channels')} AS c`,
        ]
      : []),
    ...(has('groups')
      ? [
          `SELECT object_kind, object_id, coalesce(handle, name) AS name, ${noKind}, CAST(NULL AS ${boolean}) AS is_external FROM (\n${selectFields({ dialect, from: `${rows('groups')} AS g`, keep, json: 'record', fields })}\n) AS f`,
        ]
      : []),
  ];
}
