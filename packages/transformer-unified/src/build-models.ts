import type { Model } from '@etl/sql/models';
import type { UnifiedConfig } from './config.js';
import { contactCompany } from './identity/contact-company.js';
import { domainCompany } from './identity/domain-company.js';
import { companyIdentities, contactIdentities } from './identity/entity-identities.js';
import { identity } from './identity/identity.js';
import { identityLink } from './identity/identity-link.js';
import { companies } from './marts/companies.js';
import { contacts } from './marts/contacts.js';
import { deals } from './marts/deals.js';
import { interactionParticipants } from './marts/interaction-participants.js';
import { interactions } from './marts/interactions.js';
import type { Places } from './places.js';
import { associationLink } from './records/association-link.js';
import { opportunityRecord, organizationRecord, personRecord } from './records/records.js';

/** A model comes after those it reads. */
const MODELS: readonly ((places: Places, config: UnifiedConfig) => Model)[] = [
  identityLink,
  identity,
  personRecord,
  organizationRecord,
  opportunityRecord,
  associationLink,
  domainCompany,
  contactCompany,
  contactIdentities,
  companyIdentities,
  interactions,
  interactionParticipants,
  contacts,
  companies,
  deals,
];

/** All models of the transformer, in the order in which they are built. */
export function buildModels(places: Places, config: UnifiedConfig): readonly Model[] {
  return MODELS.map((build) => build(places, config));
}
