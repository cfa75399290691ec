import type { Model } from '@etl/sql/models';
import type { UnifiedConfig } from './config.js';
import { companyContext } from './context/company-context.js';
import { contactContext } from './context/contact-context.js';
import { dealContext } from './context/deal-context.js';
import { contactCompany } from './identity/contact-company.js';
import { domainCompany } from './identity/domain-company.js';
import { companyIdentities, contactIdentities } from './identity/entity-identities.js';
import { identity } from './identity/identity.js';
import { identityConflicts } from './identity/identity-conflicts.js';
import { identityLink } from './identity/identity-link.js';
import { companies } from './marts/companies.js';
import { contacts } from './marts/contacts.js';
import { deals } from './marts/deals.js';
import { companyTimeline, contactTimeline, dealTimeline } from './marts/entity-timelines.js';
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
  identityConflicts,
  interactions,
  interactionParticipants,
  contacts,
  companies,
  deals,
  contactTimeline,
  companyTimeline,
  dealTimeline,
  contactContext,
  companyContext,
  dealContext,
];

/** All models of the transformer, in the order in which they are built. */
export function buildModels(places: Places, config: UnifiedConfig): readonly Model[] {
  return MODELS.map((build) => build(places, config));
}
