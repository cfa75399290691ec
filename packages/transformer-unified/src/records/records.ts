import type { Model } from '@etl/sql/models';
import { opportunity, organization, person } from '@etl/unified-model';
import type { Places } from '../places.js';
import { recordModel } from './record-model.js';

/** People's records of all sources. */
export function personRecord(places: Places): Model {
  return recordModel(places, { canonical: person, kind: 'person', name: 'person_record' });
}

/** Companies' records of all sources. */
export function organizationRecord(places: Places): Model {
  return recordModel(places, { canonical: organization, kind: 'organization', name: 'organization_record' });
}

/** Deals' records of all sources. */
export function opportunityRecord(places: Places): Model {
  return recordModel(places, { canonical: opportunity, kind: 'opportunity', name: 'opportunity_record' });
}
