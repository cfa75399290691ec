import type { EmulatorClock } from '@etl/emulator-kit';
import type { Channel } from '../workspace/channel.js';
import { createChannel, kindOf } from '../workspace/channel.js';
import type { JsonObject } from '../workspace/json-object.js';
import { createMessageLog, EMPTY_CHANNEL, type ChannelBase } from '../workspace/message-log.js';
import { BOT_USER_ID, teamIdOf, type Workspace } from '../workspace/workspace.js';
import type { MessageChanges } from './message-changes.js';
import { requireChannel } from './require.js';

/** A conversation to be made. Members that are unknown here travel as they are. */
export interface NewChannel extends JsonObject {
  readonly id: string;
  readonly name?: string;
  /** Who is in it, by id; default: whom the token acts for. */
  readonly members?: readonly string[];
}

export interface ChannelChanges {
  createChannel(channel: NewChannel, base?: ChannelBase): void;
  /** Changes members of the object that lists show, e.g. `name` or `is_private`. */
  updateChannel(channelId: string, members: JsonObject): void;
  /** Posts `channel_archive`, as Slack does. */
  archive(channelId: string): void;
  unarchive(channelId: string): void;
  /** Posts `channel_join`, as Slack does. */
  join(channelId: string, userId: string): void;
  /** Posts `channel_leave`, as Slack does. */
  leave(channelId: string, userId: string): void;
  /** Nothing is left of it. */
  deleteChannel(channelId: string): void;
}

export function createChannelChanges(
  workspace: Workspace,
  clock: EmulatorClock,
  messages: MessageChanges,
): ChannelChanges {
  const update = (id: string, members: JsonObject): Channel => {
    const channel = requireChannel(workspace, id);
    channel.object = { ...channel.object, ...members };
    return channel;
  };
  const announce = (channel: Channel, event: string, text: string, user: string): void => {
    if (kindOf(channel) === 'im') return;
    const prefix = kindOf(channel) === 'public_channel' ? 'channel' : 'group';
    messages.post(channel.id, { subtype: `${prefix}_${event}`, user, text });
  };
  return {
    createChannel: ({ members = [BOT_USER_ID], ...object }, base = EMPTY_CHANNEL) => {
      const defaults = buildDefaults(object, teamIdOf(workspace), Math.floor(clock.now() / 1000));
      const channel = createChannel(object.id, { ...defaults, ...object }, createMessageLog(base));
      for (const member of members) channel.members.put(member, member);
      workspace.channels.put(object.id, channel);
    },
    updateChannel: (id, members) => {
      update(id, members);
    },
    archive: (id) => {
      announce(update(id, { is_archived: true }), 'archive', 'archived the channel', BOT_USER_ID);
    },
    unarchive: (id) => {
      announce(update(id, { is_archived: false }), 'unarchive', 'un-archived the channel', BOT_USER_ID);
    },
    join: (id, userId) => {
      const channel = requireChannel(workspace, id);
      channel.members.put(userId, userId);
      announce(channel, 'join', `<@${userId}> has joined the channel`, userId);
    },
    leave: (id, userId) => {
      const channel = requireChannel(workspace, id);
      channel.members.remove(userId);
      announce(channel, 'leave', `<@${userId}> has left the channel`, userId);
    },
    deleteChannel: (id) => {
      workspace.channels.remove(id);
    },
  };
}

function buildDefaults({ id, ...object }: JsonObject & { readonly id: string }, team: string, now: number) {
  if (object.is_im === true) {
    return { created: now, is_org_shared: false, is_user_deleted: false, priority: 0 };
  }
  const { is_private: isPrivate = false, is_mpim: isMpim = false } = object;
  const name = typeof object.name === 'string' ? object.name : id.toLowerCase();
  return {
    name,
    is_channel: isMpim !== true,
    is_group: false,
    is_im: false,
    is_mpim: isMpim,
    is_private: isPrivate,
    created: now,
    is_archived: false,
    is_general: false,
    unlinked: 0,
    name_normalized: name,
    is_shared: false,
    is_org_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    context_team_id: team,
    updated: Number(object.created ?? now) * 1000,
    parent_conversation: null,
    creator: BOT_USER_ID,
    is_ext_shared: false,
    shared_team_ids: [team],
    pending_connected_team_ids: [],
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    previous_names: [],
  };
}
