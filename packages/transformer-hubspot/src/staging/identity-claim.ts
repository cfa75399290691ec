import { CLAIM_COLUMNS, publish, selectClaims, type Model, type Places } from '@etl/sql/models';
import { identityClaim } from '@etl/unified-model';
import { kindInput } from '../inputs.js';
import { ownerClaims } from './owner-claims.js';
import { recordClaims } from './record-claims.js';

/** All that HubSpot says about who people, companies and deals are. A unit is the record that says so. */
export function stagingIdentityClaim(places: Places): Model {
  return publish(places, {
    canonical: identityClaim,
    unit: ['origin_type', 'origin_id'],
    inputs: {
      contacts: kindInput(places, 'contacts', 'contact'),
      companies: kindInput(places, 'companies', 'company'),
      deals: kindInput(places, 'deals', 'deal'),
      owners: kindInput(places, 'owners', 'owner'),
    },
    from: (context) => {
      const claims = [...recordClaims(context), ...(context.has('owners') ? ownerClaims(context) : [])];
      return `(${selectClaims(context.dialect, claims)}) AS c`;
    },
    values: Object.fromEntries(CLAIM_COLUMNS.map((name) => [name, `c.${name}`])),
  });
}
