import { normaliseDomain, publish, type Model, type Places } from '@etl/sql/models';
import { organization } from '@etl/unified-model';
import { martInput } from '../inputs.js';

/** Workspaces. Of another organisation's Slack tells the id and no more. */
export function stagingOrganization(places: Places): Model {
  return publish(places, {
    canonical: organization,
    unit: ['record_id'],
    inputs: { workspaces: martInput(places, 'workspaces', (row) => [row('team_id')]) },
    // Of several domains none is said to be the main one: a comma makes no domain.
    from: ({ dialect, rows }) =>
      `(SELECT w.*, CASE WHEN w.email_domain NOT LIKE '%,%' THEN ${normaliseDomain(dialect, 'w.email_domain')} END AS domain FROM ${rows('workspaces')} AS w) AS w`,
    values: {
      organization_id: "'workspace:' || w.team_id",
      record_type: "'workspace'",
      record_id: 'w.team_id',
      name: 'w.name',
      domain: 'w.domain',
    },
  });
}
