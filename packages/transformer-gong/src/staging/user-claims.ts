import { keepId, type ModelContext, normaliseEmail, normalisePhone, selectElements } from '@etl/sql/models';
import type { Claim } from './claim.js';

const OF_USER = {
  claimantKind: 'person',
  claimantId: "'user:' || u.origin_id",
  originType: 'user',
  originId: 'u.origin_id',
} as const;

/** What Gong says about who its users are; `users` is a relation of their records by `origin_id`. */
export function userClaims({ dialect }: ModelContext, users: string): readonly Claim[] {
  const user = { ...OF_USER, from: `${users} AS u` };
  const aliases = selectElements({
    dialect,
    from: `${users} AS users`,
    keep: ['origin_id'],
    json: 'aliases',
    path: [],
  });
  return [
    {
      ...user,
      type: 'user_id',
      system: "'gong'",
      value: 'u.origin_id',
      normalise: keepId,
      evidence: 'id',
      strength: 'exact',
      isVerified: true,
    },
    {
      ...user,
      type: 'verified_email',
      value: 'u.email',
      normalise: normaliseEmail,
      evidence: 'emailAddress',
      strength: 'strong',
      isVerified: true,
    },
    {
      ...user,
      type: 'verified_email',
      value: 'u.trusted_email',
      normalise: normaliseEmail,
      evidence: 'trustedEmailAddress',
      strength: 'strong',
      isVerified: true,
    },
    {
      ...OF_USER,
      from: `(SELECT origin_id, ${dialect.scalarText('value')} AS email FROM (\n${aliases}\n) AS aliases) AS u`,
      type: 'email',
      value: 'u.email',
      normalise: normaliseEmail,
      evidence: 'emailAliases[]',
      strength: 'strong',
      isVerified: false,
    },
    {
      ...user,
      type: 'phone',
      value: 'u.phone',
      normalise: normalisePhone,
      evidence: 'phoneNumber',
      strength: 'medium',
      isVerified: false,
    },
  ];
}
