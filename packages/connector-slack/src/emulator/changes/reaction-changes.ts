import { isObject, omit, type JsonObject } from '../workspace/json-object.js';
import type { Workspace } from '../workspace/workspace.js';
import { requireChannel, requireMessage } from './require.js';

export interface ReactionChanges {
  /** @param name emoji, without colons. */
  react(channelId: string, ts: string, name: string, userId: string): void;
  unreact(channelId: string, ts: string, name: string, userId: string): void;
}

interface Reaction extends JsonObject {
  readonly name: string;
  readonly users: readonly string[];
  readonly count: number;
}

export function createReactionChanges(workspace: Workspace): ReactionChanges {
  const change = (
    channelId: string,
    ts: string,
    name: string,
    changeUsers: (users: readonly string[]) => readonly string[],
  ): void => {
    const { log } = requireChannel(workspace, channelId);
    const message = requireMessage(log, ts);
    const known = readReactions(message.body);
    const users = changeUsers(known.find((reaction) => reaction.name === name)?.users ?? []);
    const changed = { name, users, count: users.length };
    const isNew = known.every((reaction) => reaction.name !== name);
    const reactions = [
      ...known.map((reaction) => (reaction.name === name ? changed : reaction)),
      ...(isNew ? [changed] : []),
    ].filter(({ count }) => count > 0);
    const body = omit(message.body, 'reactions');
    log.put({ ...message, body: { ...body, ...(reactions.length > 0 && { reactions }) } });
  };
  return {
    react: (channelId, ts, name, userId) => {
      change(channelId, ts, name, (users) => [...users.filter((user) => user !== userId), userId]);
    },
    unreact: (channelId, ts, name, userId) => {
      change(channelId, ts, name, (users) => users.filter((user) => user !== userId));
    },
  };
}

function readReactions({ reactions }: JsonObject): readonly Reaction[] {
  return Array.isArray(reactions) ? reactions.filter(isReaction) : [];
}

function isReaction(value: unknown): value is Reaction {
  return isObject(value) && Array.isArray(value.users);
}
