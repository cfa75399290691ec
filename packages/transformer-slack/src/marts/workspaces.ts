import {
  column,
  field,
  selectFields,
  withParts,
  type Model,
  type ModelContext,
  type Places,
} from '@etl/sql/models';
import { loadedInput, martInput, optional } from '../inputs.js';

const byTeam = (row: (name: string) => string): readonly string[] => [row('team_id')];
const OWN_FIELDS = ['name', 'slack_domain', 'email_domain', 'enterprise_id', 'enterprise_name'];

/** The workspace that is read, and those of others that share channels with it or have users in it. */
export function workspaces(places: Places): Model {
  return {
    schema: places.marts,
    name: 'workspaces',
    description:
      'One row per workspace: the one that is read, and others that users or shared channels are of.',
    primaryKey: ['team_id'],
    unit: ['team_id'],
    inputs: {
      team: optional(loadedInput(places, 'team', (row) => [row('id')])),
      users: optional(martInput(places, 'users', byTeam)),
      shared: optional(martInput(places, 'channel_workspaces', byTeam)),
    },
    columns: [
      column('team_id', 'string', 'Identifies the workspace.'),
      column('name', 'string', 'Name; of others Slack tells none.'),
      column('slack_domain', 'string', 'Its name in addresses: acme in acme.slack.com.'),
      column('email_domain', 'string', 'Domains whose people may join, with commas between them.'),
      column('enterprise_id', 'string', 'Organisation it belongs to, where it is one of several.'),
      column('enterprise_name', 'string', 'Name of that organisation.'),
      column('is_own', 'boolean', 'Whether it is the one that is read; NULL where `team` is not loaded.'),
      column('users', 'integer', 'Its users that are known here, bots included.'),
      column('shared_channels', 'integer', 'Channels that it shares with the one that is read.'),
    ],
    select: selectWorkspaces,
  };
}

function selectWorkspaces({ dialect, rows, has }: ModelContext): string {
  const { string, boolean } = dialect.columnTypes;
  const nobody = `SELECT CAST(NULL AS ${string}) AS team_id WHERE FALSE`;
  const of = (input: string): string =>
    has(input) ? `SELECT team_id FROM ${rows(input)} AS i WHERE team_id IS NOT NULL` : nobody;
  const text = (name: string, path = name) => ({ ...field(name, 'string', path), emptyIsNull: true });
  const nothing = OWN_FIELDS.map((name) => `CAST(NULL AS ${string}) AS ${name}`).join(', ');
  return withParts(
    {
      own: has('team')
        ? selectFields({
            dialect,
            from: `${rows('team')} AS team`,
            keep: ['team_id'],
            json: 'record',
            fields: [
              text('name'),
              text('slack_domain', 'domain'),
              text('email_domain'),
              text('enterprise_id'),
              text('enterprise_name'),
            ],
          })
        : `SELECT CAST(NULL AS ${string}) AS team_id, ${nothing} WHERE FALSE`,
      people: `SELECT team_id, count(*) AS users FROM (\n${of('users')}\n) AS u GROUP BY team_id`,
      links: `SELECT team_id, count(*) AS shared_channels FROM (\n${of('shared')}\n) AS s GROUP BY team_id`,
      teams: 'SELECT team_id FROM own UNION SELECT team_id FROM people UNION SELECT team_id FROM links',
    },
    [
      `SELECT t.team_id, ${OWN_FIELDS.map((name) => `o.${name}`).join(', ')},`,
      `${has('team') ? 'o.team_id IS NOT NULL' : `CAST(NULL AS ${boolean})`} AS is_own,`,
      'coalesce(p.users, 0) AS users, coalesce(l.shared_channels, 0) AS shared_channels',
      'FROM teams AS t LEFT JOIN own AS o ON o.team_id = t.team_id',
      'LEFT JOIN people AS p ON p.team_id = t.team_id LEFT JOIN links AS l ON l.team_id = t.team_id',
    ].join('\n'),
  );
}
