import type { Model, Places } from '@etl/sql/models';
import { channelActivityByDay } from './marts/channel-activity-by-day.js';
import { channelWorkspaces } from './marts/channel-workspaces.js';
import { channels } from './marts/channels.js';
import { messageMentions } from './marts/message-mentions.js';
import { messages } from './marts/messages.js';
import { threadParticipants } from './marts/thread-participants.js';
import { threads } from './marts/threads.js';
import { users } from './marts/users.js';
import { workspaces } from './marts/workspaces.js';
import { stagingAssociation } from './staging/association.js';
import { dayTalk } from './staging/day-talk.js';
import { stagingIdentityClaim } from './staging/identity-claim.js';
import { stagingInteraction } from './staging/interaction.js';
import { stagingInteractionParticipant } from './staging/interaction-participant.js';
import { messageFact } from './staging/message-fact.js';
import { objectName } from './staging/object-name.js';
import { stagingOrganization } from './staging/organization.js';
import { ownWorkspace } from './staging/own-workspace.js';
import { stagingPerson } from './staging/person.js';

/** A model comes after those it reads. */
const MODELS: readonly ((places: Places) => Model)[] = [
  ownWorkspace,
  users,
  channels,
  channelWorkspaces,
  workspaces,
  objectName,
  messageFact,
  messageMentions,
  messages,
  threads,
  threadParticipants,
  channelActivityByDay,
  dayTalk,
  stagingPerson,
  stagingOrganization,
  stagingInteraction,
  stagingInteractionParticipant,
  stagingAssociation,
  stagingIdentityClaim,
];

/** All models of the transformer, in the order in which they are built. */
export function buildModels(places: Places): readonly Model[] {
  return MODELS.map((build) => build(places));
}
