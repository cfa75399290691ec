import type { Model, Places } from '@etl/sql/models';
import type { HubspotConfig } from './config.js';
import { associations } from './marts/associations.js';
import { companies } from './marts/companies.js';
import { contacts } from './marts/contacts.js';
import { dealStageHistory } from './marts/deal-stage-history.js';
import { dealStages } from './marts/deal-stages.js';
import { deals } from './marts/deals.js';
import { owners } from './marts/owners.js';
import { stagingAssociation } from './staging/association.js';
import { stagingAssociationFact } from './staging/association-fact.js';
import { stagingDealFact } from './staging/deal-fact.js';
import { stagingIdentityClaim } from './staging/identity-claim.js';
import { stagingInteraction } from './staging/interaction.js';
import { stagingInteractionParticipant } from './staging/interaction-participant.js';
import { stagingOpportunity } from './staging/opportunity.js';
import { stagingOrganization } from './staging/organization.js';
import { stagingPerson } from './staging/person.js';
import { stagingRecordName } from './staging/record-name.js';

/** A model comes after those it reads. */
const MODELS: readonly ((places: Places, config: HubspotConfig) => Model)[] = [
  owners,
  contacts,
  companies,
  dealStages,
  stagingDealFact,
  deals,
  dealStageHistory,
  stagingRecordName,
  stagingAssociationFact,
  associations,
  stagingPerson,
  stagingOrganization,
  stagingOpportunity,
  stagingInteraction,
  stagingInteractionParticipant,
  stagingAssociation,
  stagingIdentityClaim,
];

/** All models of the transformer, in the order in which they are built. */
export function buildModels(places: Places, config: HubspotConfig): readonly Model[] {
  return MODELS.map((build) => build(places, config));
}
