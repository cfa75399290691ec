import type { EmulatorClock } from '@etl/emulator-kit';
import { omit, type JsonObject } from '../workspace/json-object.js';
import type { StoredMessage } from '../workspace/message-base.js';
import { writeTimestamp } from '../workspace/timestamp.js';
import { BOT_USER_ID, teamIdOf, type Workspace } from '../workspace/workspace.js';
import { requireChannel, requireMessage } from './require.js';

/** A message to be written. What is not named is chosen; members that are unknown here travel as they are. */
export interface NewMessage extends JsonObject {
  readonly text?: string;
  readonly user?: string;
  /** Default: now. */
  readonly ts?: string;
}

export interface MessageChanges {
  /** @returns `ts` of the message. */
  post(channelId: string, message: NewMessage): string;
  /** @param rootTs message that begins the thread. @returns `ts` of the reply. */
  reply(channelId: string, rootTs: string, reply: NewMessage & { readonly broadcast?: boolean }): string;
  /** Changes members of a message, and marks it as edited; what stood there before is gone. */
  edit(channelId: string, ts: string, members: JsonObject): void;
  /** Deletes a message. One with replies leaves a tombstone, which goes with the last of them. */
  remove(channelId: string, ts: string): void;
}

export function createMessageChanges(workspace: Workspace, clock: EmulatorClock): MessageChanges {
  let lastMicroseconds = 0;
  const nextTs = (): string => {
    lastMicroseconds = Math.max(lastMicroseconds + 1, clock.now() * 1000);
    return writeTimestamp(lastMicroseconds);
  };
  const buildBody = (members: JsonObject): JsonObject => ({
    type: 'message',
    ...(members.subtype === undefined && { user: BOT_USER_ID, team: teamIdOf(workspace) }),
    text: '',
    ...omit(members, 'ts', 'broadcast'),
  });
  const post = (channelId: string, message: NewMessage): string => {
    const ts = message.ts ?? nextTs();
    requireChannel(workspace, channelId).log.put({ ts, body: buildBody(message) });
    return ts;
  };
  return {
    post,
    reply: (channelId, rootTs, reply) => {
      const { log } = requireChannel(workspace, channelId);
      const root = requireMessage(log, rootTs);
      const ts = reply.ts ?? nextTs();
      const isBroadcast = reply.broadcast === true;
      log.put({ ...root, body: { ...root.body, thread_ts: rootTs } });
      const body = { ...buildBody(reply), thread_ts: rootTs, ...(isBroadcast && buildBroadcast(root)) };
      log.put({ ts, rootTs, isBroadcast, body });
      return ts;
    },
    edit: (channelId, ts, members) => {
      const { log } = requireChannel(workspace, channelId);
      const message = requireMessage(log, ts);
      const edited = { user: message.body.user ?? BOT_USER_ID, ts: nextTs() };
      log.put({ ...message, body: { ...message.body, edited, ...members } });
    },
    remove: (channelId, ts) => {
      const { log } = requireChannel(workspace, channelId);
      const message = requireMessage(log, ts);
      if (message.rootTs === undefined && log.replies(ts).length > 0) {
        log.put(buildTombstone(ts));
        return;
      }
      log.remove(message);
      const root = message.rootTs === undefined ? undefined : log.find(message.rootTs);
      if (root?.body.subtype === 'tombstone' && log.replies(root.ts).length === 0) log.remove(root);
    },
  };
}

/** A reply that is sent to the channel too carries its root as it was then. */
function buildBroadcast({ ts, body }: StoredMessage): JsonObject {
  const { type, user, text } = body;
  return { subtype: 'thread_broadcast', root: { type, user, text, ts, thread_ts: ts } };
}

function buildTombstone(ts: string): StoredMessage {
  return {
    ts,
    body: {
      type: 'message',
      subtype: 'tombstone',
      text: 'This message was deleted.',
      user: 'USLACKBOT',
      hidden: true,
      thread_ts: ts,
    },
  };
}
