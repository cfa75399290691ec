export type { CanonicalColumn, CanonicalModel, CanonicalType } from './canonical-model.js';
export { canonicalModels } from './canonical-models.js';
export { association } from './association.js';
export { identityClaim, type ClaimStrength, type ClaimType } from './identity-claim.js';
export { interaction } from './interaction.js';
export { interactionParticipant } from './interaction-participant.js';
export { opportunity } from './opportunity.js';
export { organization } from './organization.js';
export { person } from './person.js';
