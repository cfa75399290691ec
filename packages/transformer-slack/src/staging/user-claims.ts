import { keepId, normaliseEmail, normalisePhone, type ModelContext } from '@etl/sql/models';
import type { Claim } from './claim.js';
import { IS_PERSON } from './person.js';

/**
 * Slack had the owner of the address confirm it. What another organisation's workspace says of its people is not ours to
 * vouch for.
 */
const IS_CONFIRMED = 'u.is_email_confirmed AND NOT coalesce(u.is_external, FALSE)';

/** What users say of who they are. */
export function userClaims({ rows }: ModelContext): readonly Claim[] {
  const user = {
    from: `${rows('users')} AS u`,
    claimantKind: 'person',
    claimantId: "'user:' || u.user_id",
    originType: 'user',
    originId: 'u.user_id',
  } as const;
  const email = { ...user, value: 'u.email', normalise: normaliseEmail, evidence: 'profile.email' } as const;
  return [
    {
      ...user,
      where: IS_PERSON,
      type: 'user_id',
      system: "'slack'",
      value: 'u.user_id',
      normalise: keepId,
      evidence: 'id',
      strength: 'exact',
      isVerified: true,
    },
    {
      ...email,
      where: `${IS_PERSON} AND ${IS_CONFIRMED}`,
      type: 'verified_email',
      strength: 'strong',
      isVerified: true,
    },
    {
      ...email,
      where: `${IS_PERSON} AND NOT coalesce(${IS_CONFIRMED}, FALSE)`,
      type: 'email',
      strength: 'medium',
      isVerified: false,
    },
    {
      ...user,
      where: IS_PERSON,
      type: 'phone',
      value: 'u.phone',
      normalise: normalisePhone,
      evidence: 'profile.phone',
      strength: 'weak',
      isVerified: false,
    },
  ];
}
