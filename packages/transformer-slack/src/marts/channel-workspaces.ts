import { column, selectElements, type Model, type Places } from '@etl/sql/models';
import { loadedInput } from '../inputs.js';

/** Other organisations that share a channel. */
export function channelWorkspaces(places: Places): Model {
  return {
    schema: places.marts,
    name: 'channel_workspaces',
    description: 'One row per workspace of another organisation that shares a channel, by Slack Connect.',
    primaryKey: ['channel_id', 'team_id'],
    unit: ['channel_id'],
    followedBy: ['channel_id', 'team_id'],
    inputs: { channels: loadedInput(places, 'channels', (row) => [row('id')]) },
    columns: [
      column('channel_id', 'string', 'The channel; channels.channel_id.'),
      column('team_id', 'string', 'The workspace; workspaces.team_id.'),
    ],
    select: ({ dialect, rows }) => {
      const elements = selectElements({
        dialect,
        from: `${rows('channels')} AS channels`,
        keep: ['channel_id'],
        json: 'record',
        path: ['connected_team_ids'],
      });
      const ids = `SELECT DISTINCT channel_id, nullif(${dialect.scalarText('value')}, '') AS team_id FROM (\n${elements}\n) AS elements`;
      return `SELECT channel_id, team_id FROM (\n${ids}\n) AS ids WHERE team_id IS NOT NULL`;
    },
  };
}
