import {
  column,
  field,
  selectFields,
  withParts,
  type Model,
  type ModelContext,
  type Places,
} from '@etl/sql/models';
import { loadedInput, optional } from '../inputs.js';
import { instantOfSeconds } from '../sql/seconds.js';

const KIND = [
  "CASE WHEN is_im THEN 'direct_message' WHEN is_mpim THEN 'group_message' WHEN is_private THEN 'private_channel'",
  "WHEN NOT is_private THEN 'public_channel' END",
].join(' ');

/** Where people write. */
export function channels(places: Places): Model {
  return {
    schema: places.marts,
    name: 'channels',
    description: 'One row per conversation: channels, direct messages and group messages.',
    primaryKey: ['channel_id'],
    unit: ['channel_id'],
    inputs: {
      channels: loadedInput(places, 'channels', (row) => [row('id')]),
      members: optional({
        ...loadedInput(places, 'channel_members', (row) => [row('channel_id')]),
        isKeyOnly: true,
      }),
    },
    columns: [
      column('channel_id', 'string', 'Identifies the conversation.'),
      column('name', 'string', 'Name; direct messages have none.'),
      column(
        'kind',
        'string',
        'public_channel, private_channel, direct_message or group_message; NULL where Slack does not say.',
      ),
      column('is_archived', 'boolean', 'Whether it is archived.'),
      column('is_general', 'boolean', 'Whether it is the one that everybody is in.'),
      column('is_shared', 'boolean', 'Whether other workspaces share it.'),
      column('is_external', 'boolean', 'Whether another organisation shares it, by Slack Connect.'),
      column('topic', 'string', 'Topic, as written.'),
      column('purpose', 'string', 'Purpose, as written.'),
      column('creator_id', 'string', 'Who made it; users.user_id.'),
      column('partner_id', 'string', 'Of a direct message: the other person; users.user_id.'),
      column('members', 'integer', 'How many are in it; NULL where channel_members is not loaded.'),
      column('created_at', 'timestamp', 'When it was made.'),
    ],
    select: selectChannels,
  };
}

function selectChannels({ dialect, rows, has }: ModelContext): string {
  const { string, integer } = dialect.columnTypes;
  const text = (name: string, path: string) => ({ ...field(name, 'string', path), emptyIsNull: true });
  const flag = (name: string, path = name) => field(name, 'boolean', path);
  return withParts(
    {
      facts: selectFields({
        dialect,
        from: `${rows('channels')} AS channels`,
        keep: ['channel_id'],
        json: 'record',
        fields: [
          text('name', 'name'),
          flag('is_im'),
          flag('is_mpim'),
          flag('is_private'),
          flag('is_archived'),
          flag('is_general'),
          flag('is_shared'),
          flag('is_external', 'is_ext_shared'),
          text('topic', 'topic.value'),
          text('purpose', 'purpose.value'),
          text('creator_id', 'creator'),
          text('partner_id', 'user'),
          field('created', 'integer', 'created'),
        ],
      }),
      members: has('members')
        ? `SELECT channel_id, count(*) AS members FROM ${rows('members')} AS m GROUP BY channel_id`
        : `SELECT CAST(NULL AS ${string}) AS channel_id, CAST(NULL AS ${integer}) AS members WHERE FALSE`,
    },
    [
      `SELECT f.*, ${KIND} AS kind, ${has('members') ? 'coalesce(m.members, 0)' : 'm.members'} AS members,`,
      `${instantOfSeconds(dialect, 'created')} AS created_at`,
      'FROM facts AS f LEFT JOIN members AS m ON m.channel_id = f.channel_id',
    ].join('\n'),
  );
}
