import { column, field, selectFields, type Model, type Places } from '@etl/sql/models';
import { loadedInput } from '../inputs.js';

/**
 * The workspace that the token is of: who is of another one is a stranger. It holds what tells them apart and no more, for
 * whatever changes here is asked of every user and message.
 */
export function ownWorkspace(places: Places): Model {
  return {
    schema: places.staging,
    name: 'own_workspace',
    description: 'One row: the workspace that is read; read the mart workspaces instead.',
    primaryKey: ['team_id'],
    unit: ['team_id'],
    inputs: { team: loadedInput(places, 'team', (row) => [row('id')]) },
    columns: [
      column('team_id', 'string', 'Identifies the workspace.'),
      column('enterprise_id', 'string', 'Organisation it belongs to, where it is one of several.'),
    ],
    select: ({ dialect, rows }) =>
      selectFields({
        dialect,
        from: `${rows('team')} AS team`,
        keep: ['team_id'],
        json: 'record',
        fields: [{ ...field('enterprise_id', 'string', 'enterprise_id'), emptyIsNull: true }],
      }),
  };
}
