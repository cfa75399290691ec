import type { EmulatorClock } from '@etl/emulator-kit';
import type { Workspace } from '../workspace/workspace.js';
import { createChannelChanges, type ChannelChanges } from './channel-changes.js';
import { createMessageChanges, type MessageChanges } from './message-changes.js';
import { createReactionChanges, type ReactionChanges } from './reaction-changes.js';

/** What people and apps can do in a workspace. */
export type Changes = MessageChanges & ReactionChanges & ChannelChanges;

export function createChanges(workspace: Workspace, clock: EmulatorClock): Changes {
  const messages = createMessageChanges(workspace, clock);
  return {
    ...messages,
    ...createReactionChanges(workspace),
    ...createChannelChanges(workspace, clock, messages),
  };
}
