import {
  column,
  field,
  selectFields,
  type JsonField,
  type Model,
  type ModelContext,
  type Places,
} from '@etl/sql/models';
import { loadedInput, reaching, stagingInput } from '../inputs.js';
import { isOtherTeam } from '../sql/own.js';
import { instantOfSeconds } from '../sql/seconds.js';

const text = (name: string, path: string): JsonField => ({
  ...field(name, 'string', path),
  emptyIsNull: true,
});

const FIELDS: readonly JsonField[] = [
  text('handle', 'name'),
  text('display_name', 'profile.display_name'),
  text('profile_name', 'profile.real_name'),
  text('record_name', 'real_name'),
  text('given_name', 'profile.first_name'),
  text('family_name', 'profile.last_name'),
  text('email', 'profile.email'),
  text('phone', 'profile.phone'),
  text('title', 'profile.title'),
  text('team_id', 'team_id'),
  text('enterprise_id', 'enterprise_user.enterprise_id'),
  field('is_email_confirmed', 'boolean', 'is_email_confirmed'),
  field('is_deleted', 'boolean', 'deleted'),
  field('is_bot', 'boolean', 'is_bot'),
  field('is_restricted', 'boolean', 'is_restricted'),
  field('is_ultra_restricted', 'boolean', 'is_ultra_restricted'),
  field('is_stranger', 'boolean', 'is_stranger'),
  text('time_zone', 'tz'),
  field('updated', 'integer', 'updated'),
];

/** Slack's own voice: reminders, notices, what is left of deleted messages. It says of itself that it is no bot. */
const SLACKBOT = 'USLACKBOT';

/** What a user is; the first that fits. */
const KIND = [
  `CASE WHEN user_id = '${SLACKBOT}' THEN 'system' WHEN is_bot THEN 'bot' WHEN is_external THEN 'external'`,
  "WHEN is_deleted THEN 'deleted_user' WHEN is_guest THEN 'guest' ELSE 'person' END",
].join(' ');

/** Everybody who can write, or could. */
export function users(places: Places): Model {
  return {
    schema: places.marts,
    name: 'users',
    description: 'One row per user: people, bots, and those whose account is closed.',
    primaryKey: ['user_id'],
    unit: ['user_id'],
    followedBy: ['user_id', 'team_id'],
    inputs: {
      users: loadedInput(places, 'users', (row) => [row('id')]),
      own: reaching(
        stagingInput(places, 'own_workspace', (row) => [row('id')]),
        'users',
      ),
    },
    columns: [
      column('user_id', 'string', 'Identifies the user.'),
      column('name', 'string', 'Name that Slack shows: display name, else full name, else handle.'),
      column('full_name', 'string', 'Full name.'),
      column('handle', 'string', 'Handle.'),
      column('given_name', 'string', 'First name.'),
      column('family_name', 'string', 'Last name.'),
      column('email', 'string', 'E-mail address; NULL without the scope users:read.email.'),
      column('is_email_confirmed', 'boolean', 'Whether Slack had the address confirmed.'),
      column('phone', 'string', 'Phone number, as written.'),
      column('title', 'string', 'What they do, as written.'),
      column('team_id', 'string', 'Workspace they are of; workspaces.team_id.'),
      column(
        'kind',
        'string',
        'The first that fits: system (Slackbot), bot, external, deleted_user, guest, person.',
      ),
      column('is_bot', 'boolean', 'Whether it is a bot.'),
      column('is_deleted', 'boolean', 'Whether the account is closed.'),
      column('is_guest', 'boolean', 'Whether they are a guest of some channels.'),
      column(
        'is_external',
        'boolean',
        'Whether they are of another workspace, as by Slack Connect; NULL where `team` is not loaded and Slack does not say so.',
      ),
      column('time_zone', 'string', 'Name of the time zone.'),
      column('updated_at', 'timestamp', 'When the record was changed last.'),
    ],
    select: selectUsers,
  };
}

function selectUsers(context: ModelContext): string {
  const { dialect, rows } = context;
  const from = `${rows('users')} AS users`;
  const facts = selectFields({ dialect, from, keep: ['user_id'], json: 'record', fields: FIELDS });
  const isOther = isOtherTeam(context, 'f.team_id', 'f.enterprise_id');
  const known = [
    'SELECT f.*, coalesce(display_name, profile_name, record_name, handle) AS name,',
    'coalesce(profile_name, record_name) AS full_name,',
    'coalesce(is_restricted OR is_ultra_restricted, is_restricted, is_ultra_restricted) AS is_guest,',
    `CASE WHEN is_stranger THEN TRUE ELSE ${isOther} END AS is_external FROM (\n${facts}\n) AS f`,
  ].join('\n');
  return `SELECT *, ${KIND} AS kind, ${instantOfSeconds(dialect, 'updated')} AS updated_at FROM (\n${known}\n) AS known`;
}
