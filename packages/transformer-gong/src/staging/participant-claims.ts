import { domainOfEmail, keepId, type ModelContext, normaliseEmail, normalisePhone } from '@etl/sql/models';
import type { Claim } from './claim.js';

const OF_PARTICIPANT = {
  claimantKind: 'interaction_participant',
  claimantId: "'call:' || p.call_id || '#' || p.participant_number",
  originType: 'call',
  originId: 'p.call_id',
  claimedAt: 'p.call_started_at',
} as const;

/** What a call says about who its participants are. */
export function participantClaims({ rows }: ModelContext): readonly Claim[] {
  const from = `${rows('participants')} AS p`;
  const participant = { ...OF_PARTICIPANT, from };
  return [
    {
      ...participant,
      type: 'user_id',
      system: "'gong'",
      value: 'p.user_id',
      normalise: keepId,
      evidence: 'parties[].userId',
      strength: 'exact',
      isVerified: true,
    },
    {
      ...participant,
      type: 'email',
      value: 'p.email',
      normalise: normaliseEmail,
      evidence: 'parties[].emailAddress',
      strength: 'strong',
      isVerified: false,
    },
    {
      ...participant,
      // Whoever is of the company shares its domain with everybody there.
      where: "p.affiliation = 'External'",
      type: 'domain',
      value: 'p.email',
      normalise: domainOfEmail,
      evidence: 'parties[].emailAddress',
      strength: 'weak',
      isVerified: false,
    },
    {
      ...participant,
      type: 'phone',
      value: 'p.phone',
      normalise: normalisePhone,
      evidence: 'parties[].phoneNumber',
      strength: 'medium',
      isVerified: false,
    },
  ];
}

/** The CRM objects that participants are. */
export function participantLinkClaims({ rows }: ModelContext): readonly Claim[] {
  return [
    {
      ...OF_PARTICIPANT,
      from: `${rows('participant_links')} AS p`,
      type: 'crm_id',
      system: 'lower(p.system)',
      objectType: 'lower(p.object_type)',
      value: 'p.object_id',
      normalise: keepId,
      evidence: 'parties[].context[].objects[].objectId',
      strength: 'exact',
      isVerified: true,
    },
  ];
}
