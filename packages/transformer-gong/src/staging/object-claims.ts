import { quoteText } from '@etl/sql';
import { keepId, type ModelContext, normaliseDomain } from '@etl/sql/models';
import type { Claim } from './claim.js';

/** Ids, and domains, of the accounts and opportunities that calls are about. */
export function objectClaims({ rows, has }: ModelContext): readonly Claim[] {
  const organizations = has('organizations') ? `${rows('organizations')} AS o` : undefined;
  const opportunities = has('opportunities') ? `${rows('opportunities')} AS o` : undefined;
  return [
    ...(organizations === undefined ? [] : organizationClaims(organizations)),
    ...(opportunities === undefined ? [] : [crmId(opportunities, 'opportunity', 'opportunity')]),
  ];
}

function organizationClaims(from: string): readonly Claim[] {
  return [
    crmId(from, 'organization', 'account'),
    {
      from,
      claimantKind: 'organization',
      claimantId: 'o.organization_id',
      type: 'domain',
      value: 'o.domain',
      normalise: normaliseDomain,
      evidence: 'context[].objects[].fields[domain]',
      strength: 'medium',
      isVerified: false,
      originType: 'account',
      originId: 'o.record_id',
    },
  ];
}

/** A record's id is `<system>:<object id>`, and no system has a colon in its name. */
function crmId(from: string, kind: 'organization' | 'opportunity', type: 'account' | 'opportunity'): Claim {
  return {
    from,
    claimantKind: kind,
    claimantId: `o.${kind}_id`,
    type: 'crm_id',
    system: "lower(split_part(o.record_id, ':', 1))",
    objectType: quoteText(type),
    value: "substr(o.record_id, length(split_part(o.record_id, ':', 1)) + 2)",
    normalise: keepId,
    evidence: 'context[].objects[].objectId',
    strength: 'exact',
    isVerified: true,
    originType: type,
    originId: 'o.record_id',
  };
}
