import type { Principal } from '../access/authorize.js';
import type { Channel } from '../workspace/channel.js';
import { kindOf } from '../workspace/channel.js';
import type { JsonObject } from '../workspace/json-object.js';

/** A conversation as the caller sees it. */
export function renderChannel(
  channel: Channel,
  { userId }: Principal,
  { withMembers }: { readonly withMembers: boolean },
): JsonObject {
  const { object, members } = channel;
  if (kindOf(channel) === 'im') return object;
  return {
    ...object,
    is_member: members.has(userId),
    ...(withMembers && { num_members: members.size }),
  };
}
