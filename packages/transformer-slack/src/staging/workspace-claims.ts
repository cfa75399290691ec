import { normaliseDomain, selectElements, type ModelContext } from '@etl/sql/models';
import type { Claim } from './claim.js';

/** Domains whose people may join a workspace without being asked in: those of its company, or of one it trusts. */
export function workspaceClaims({ dialect, rows }: ModelContext): readonly Claim[] {
  // The text becomes a JSON array: no escape has a comma.
  const array = `replace(${dialect.arrayOf(['email_domain'])}, ',', '","')`;
  const domains = selectElements({
    dialect,
    from: `(SELECT team_id, ${array} AS list FROM ${rows('workspaces')} AS w WHERE email_domain IS NOT NULL) AS lists`,
    keep: ['team_id'],
    json: 'list',
    path: [],
  });
  return [
    {
      from: `(SELECT team_id, nullif(trim(${dialect.scalarText('value')}), '') AS domain FROM (\n${domains}\n) AS elements) AS w`,
      claimantKind: 'organization',
      claimantId: "'workspace:' || w.team_id",
      type: 'domain',
      value: 'w.domain',
      normalise: normaliseDomain,
      evidence: 'email_domain',
      strength: 'medium',
      isVerified: false,
      originType: 'workspace',
      originId: 'w.team_id',
    },
  ];
}
