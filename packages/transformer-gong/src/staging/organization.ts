import { type Model, normaliseDomain, type Places, publish } from '@etl/sql/models';
import { organization } from '@etl/unified-model';
import { linkedObjectsInput, selectCrmObjects } from './crm-objects.js';

const FIELDS = { website: ['domain', 'website'], industry: ['industry'] };

/** The accounts that calls are about, as the CRM behind Gong knows them. */
export function stagingOrganization(places: Places): Model {
  return publish(places, {
    canonical: organization,
    unit: ['record_id'],
    inputs: { links: linkedObjectsInput(places) },
    from: (context) => {
      const objects = selectCrmObjects(context, { objectType: 'Account', fields: FIELDS });
      return `(SELECT *, ${normaliseDomain(context.dialect, 'website')} AS domain FROM (\n${objects}\n) AS objects) AS o`;
    },
    values: {
      organization_id: "'account:' || o.record_id",
      record_type: "'account'",
      record_id: 'o.record_id',
      name: 'o.object_name',
      domain: 'o.domain',
      industry: 'o.industry',
    },
  });
}
