import type { Model, ModelContext, ModelInput } from '@etl/sql/models';
import { identityClaim } from '@etl/unified-model';
import type { Places } from '../places.js';
import { selectClaim, type Claim } from './claim.js';
import { objectClaims } from './object-claims.js';
import { participantClaims, participantLinkClaims } from './participant-claims.js';
import { publish } from './publish.js';
import { userClaims } from './user-claims.js';
import { selectUserFields, usersInput } from './user-records.js';

const KEY = ['claimant_kind', 'claimant_id', 'claim_type', 'system', 'object_type', 'value', 'evidence'];

const COLUMNS = [
  ...KEY,
  'value_as_sent',
  'strength',
  'is_verified',
  'origin_type',
  'origin_id',
  'claimed_at',
];

/** All that Gong says about who people, companies and deals are. A unit is the record that says so. */
export function stagingIdentityClaim(places: Places): Model {
  const inputs = {
    users: { ...usersInput(places, (row) => ["'user'", row('id')]), isOptional: true },
    participants: martOfCalls(places, 'call_participants'),
    participant_links: martOfCalls(places, 'call_participant_crm_links'),
    organizations: objectsInput(places, 'organization', 'account'),
    opportunities: objectsInput(places, 'opportunity', 'opportunity'),
  };
  return publish(places, {
    canonical: identityClaim,
    unit: ['origin_type', 'origin_id'],
    inputs,
    from: (context) => {
      const claims = selectClaims(context).map((claim) => selectClaim(context.dialect, claim));
      const id = context.dialect.hashOf(KEY);
      return [
        `(SELECT *, ${id} AS claim_id FROM (\n${claims.join('\nUNION ALL\n')}\n) AS claims WHERE value IS NOT NULL`,
        'QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY value_as_sent) = 1) AS c',
      ].join('\n');
    },
    values: { claim_id: 'c.claim_id', ...Object.fromEntries(COLUMNS.map((name) => [name, `c.${name}`])) },
  });
}

function selectClaims(context: ModelContext): readonly Claim[] {
  const { has } = context;
  return [
    ...(has('users') ? userClaims(context, `(\n${selectUserFields(context, ['origin_id'])}\n)`) : []),
    ...(has('participants') ? participantClaims(context) : []),
    ...(has('participant_links') ? participantLinkClaims(context) : []),
    ...objectClaims(context),
  ];
}

function martOfCalls({ marts }: Places, name: string): ModelInput {
  const unit: ModelInput['unit'] = (row) => ["'call'", row('call_id')];
  return { schema: marts, name, kind: 'model', unit, isOptional: true };
}

function objectsInput({ staging }: Places, name: string, type: string): ModelInput {
  const unit: ModelInput['unit'] = (row) => [`'${type}'`, row('record_id')];
  return { schema: staging, name, kind: 'model', unit, isOptional: true };
}
