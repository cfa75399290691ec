import { CLAIM_COLUMNS, publish, selectClaims, type Model, type Places } from '@etl/sql/models';
import { identityClaim } from '@etl/unified-model';
import { martInput, optional } from '../inputs.js';
import { userClaims } from './user-claims.js';
import { workspaceClaims } from './workspace-claims.js';

/** All that Slack says about who people and workspaces are. A unit is the record that says so. */
export function stagingIdentityClaim(places: Places): Model {
  return publish(places, {
    canonical: identityClaim,
    unit: ['origin_type', 'origin_id'],
    inputs: {
      users: optional(martInput(places, 'users', (row) => ["'user'", row('user_id')])),
      workspaces: optional(martInput(places, 'workspaces', (row) => ["'workspace'", row('team_id')])),
    },
    from: (context) => {
      const claims = [
        ...(context.has('users') ? userClaims(context) : []),
        ...(context.has('workspaces') ? workspaceClaims(context) : []),
      ];
      return `(${selectClaims(context.dialect, claims)}) AS c`;
    },
    values: Object.fromEntries(CLAIM_COLUMNS.map((name) => [name, `c.${name}`])),
  });
}
