import type { Model, Places } from '@etl/sql/models';
import { callCrmLinks } from './marts/call-crm-links.js';
import { callHighlights } from './marts/call-highlights.js';
import { callKeyPoints } from './marts/call-key-points.js';
import { callOutline } from './marts/call-outline.js';
import { callParticipantCrmLinks } from './marts/call-participant-crm-links.js';
import { callParticipants } from './marts/call-participants.js';
import { callTopics } from './marts/call-topics.js';
import { callTrackerOccurrences } from './marts/call-tracker-occurrences.js';
import { callTrackers } from './marts/call-trackers.js';
import { calls } from './marts/calls.js';
import { transcriptSentences } from './marts/transcript-sentences.js';
import { stagingAssociation } from './staging/association.js';
import { stagingIdentityClaim } from './staging/identity-claim.js';
import { stagingInteraction } from './staging/interaction.js';
import { stagingInteractionParticipant } from './staging/interaction-participant.js';
import { stagingOpportunity } from './staging/opportunity.js';
import { stagingOrganization } from './staging/organization.js';
import { stagingPerson } from './staging/person.js';

/** A model comes after those it reads. */
const MODELS: readonly ((places: Places) => Model)[] = [
  calls,
  callParticipantCrmLinks,
  callParticipants,
  callCrmLinks,
  callTrackers,
  callTrackerOccurrences,
  callTopics,
  callOutline,
  callHighlights,
  callKeyPoints,
  transcriptSentences,
  stagingPerson,
  stagingOrganization,
  stagingOpportunity,
  stagingInteraction,
  stagingInteractionParticipant,
  stagingAssociation,
  stagingIdentityClaim,
];

/** All models of the transformer, in the order in which they are built. */
export function buildModels(places: Places): readonly Model[] {
  return MODELS.map((build) => build(places));
}
