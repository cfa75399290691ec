import { association } from './association.js';
import type { CanonicalModel } from './canonical-model.js';
import { identityClaim } from './identity-claim.js';
import { interaction } from './interaction.js';
import { interactionParticipant } from './interaction-participant.js';
import { opportunity } from './opportunity.js';
import { organization } from './organization.js';
import { person } from './person.js';

/** All canonical models. A source publishes those it knows something for. */
export const canonicalModels: readonly CanonicalModel[] = [
  person,
  organization,
  opportunity,
  interaction,
  interactionParticipant,
  association,
  identityClaim,
];
