import { field, keepId, normaliseEmail, selectFields, type ModelContext } from '@etl/sql/models';
import type { Claim, Claimant } from './claim.js';

/** What owners say of who they are. */
export function ownerClaims({ dialect, rows }: ModelContext): readonly Claim[] {
  const fields = [
    field('owner_type', 'string', 'type'),
    field('email', 'string', 'email'),
    field('user_id', 'string', 'userId'),
    field('any_user_id', 'string', 'userIdIncludingInactive'),
  ];
  const from = `${rows('owners')} AS owners`;
  const records = selectFields({ dialect, from, keep: ['origin_type', 'origin_id'], json: 'record', fields });
  const owner: Claimant & Pick<Claim, 'where'> = {
    from: `(\n${records}\n) AS r`,
    where: "r.owner_type IS DISTINCT FROM 'QUEUE'",
    claimantKind: 'person',
    claimantId: "'owner:' || r.origin_id",
    originType: 'owner',
    originId: 'r.origin_id',
  };
  const email = { type: 'verified_email', normalise: normaliseEmail, strength: 'strong' } as const;
  return [
    { ...owner, ...email, value: 'r.email', evidence: 'email', isVerified: true },
    ...[
      { value: 'r.user_id', evidence: 'userId' },
      { value: 'r.any_user_id', evidence: 'userIdIncludingInactive' },
    ].flatMap((id) => [userId(owner, id), crmUser(owner, id)]),
    crmUser(owner, { value: 'r.origin_id', evidence: 'id' }),
  ];
}

type Id = Pick<Claim, 'value' | 'evidence'>;

function userId(owner: Claimant, id: Id): Claim {
  const claim = { type: 'user_id', system: "'hubspot'", normalise: keepId, strength: 'exact' } as const;
  return { ...owner, ...id, ...claim, isVerified: true };
}

/** Others that name a user of HubSpot do not say by which of three ids; the same number may be two people's. */
function crmUser(owner: Claimant, id: Id): Claim {
  const claim = { type: 'crm_id', system: "'hubspot'", objectType: "'user'", normalise: keepId } as const;
  return { ...owner, ...id, ...claim, strength: 'medium', isVerified: true };
}
