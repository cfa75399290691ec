import type { Channel } from './channel.js';
import type { JsonObject } from './json-object.js';
import { createSequence, type Sequence } from './sequence.js';

/** Everything a workspace holds. */
export interface Workspace {
  team: JsonObject;
  readonly channels: Sequence<Channel>;
  /** People and bots of this workspace, closed accounts included. */
  readonly users: Sequence<JsonObject>;
  /** People of other workspaces who are in shared channels: they can be looked up but are in no list. */
  readonly strangers: Sequence<JsonObject>;
  readonly userGroups: Sequence<JsonObject>;
  /** Name → address or `alias:`. */
  readonly emoji: Sequence<readonly [string, string]>;
}

export const TEAM_ID = 'T0HALDEN1';

/** Whom tokens act for. */
export const BOT_USER_ID = 'U0ETLREADER';
export const BOT_ID = 'B0ETLREADER';

export function createWorkspace(): Workspace {
  return {
    team: { id: TEAM_ID, name: 'Halden Systems', domain: 'halden', email_domain: 'halden.example' },
    channels: createSequence(),
    users: createSequence(),
    strangers: createSequence(),
    userGroups: createSequence(),
    emoji: createSequence(),
  };
}

/** The id of the workspace. */
export function teamIdOf({ team }: Workspace): string {
  return typeof team.id === 'string' ? team.id : TEAM_ID;
}
