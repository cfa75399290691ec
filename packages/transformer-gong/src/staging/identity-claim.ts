import {
  type Model,
  type ModelContext,
  type ModelInput,
  type Places,
  publish,
  CLAIM_COLUMNS,
  selectClaims,
  type UnitOf,
} from '@etl/sql/models';
import { identityClaim } from '@etl/unified-model';
import type { Claim } from './claim.js';
import { objectClaims } from './object-claims.js';
import { participantClaims, participantLinkClaims } from './participant-claims.js';
import { userClaims } from './user-claims.js';
import { selectUserFields, usersInput } from './user-records.js';

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
    from: (context) => `(${selectClaims(context.dialect, listClaims(context))}) AS c`,
    values: Object.fromEntries(CLAIM_COLUMNS.map((name) => [name, `c.${name}`])),
  });
}

function listClaims(context: ModelContext): readonly Claim[] {
  const { has } = context;
  return [
    ...(has('users') ? userClaims(context, `(\n${selectUserFields(context, ['origin_id'])}\n)`) : []),
    ...(has('participants') ? participantClaims(context) : []),
    ...(has('participant_links') ? participantLinkClaims(context) : []),
    ...objectClaims(context),
  ];
}

function martOfCalls({ marts }: Places, name: string): ModelInput {
  const unit: UnitOf = (row) => ["'call'", row('call_id')];
  return { schema: marts, name, kind: 'model', unit, isOptional: true };
}

function objectsInput({ staging }: Places, name: string, type: string): ModelInput {
  const unit: UnitOf = (row) => [`'${type}'`, row('record_id')];
  return { schema: staging, name, kind: 'model', unit, isOptional: true };
}
