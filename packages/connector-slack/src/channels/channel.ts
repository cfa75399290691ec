import { FatalError, type SourceRecord } from '@etl/core';
import { z } from 'zod';
import type { ConversationType } from '../config/config.js';

/** What must be known of a conversation before anything in it is read. */
export interface Channel {
  readonly id: string;
  /** Direct messages have none. */
  readonly name: string | undefined;
  readonly type: ConversationType;
  readonly isMember: boolean;
  readonly isArchived: boolean;
  /** Whether people of other organisations are in it. */
  readonly isShared: boolean;
}

const flag = z.boolean().catch(false);

const channelSchema = z.object({
  id: z.string().min(1),
  name: z.string().optional().catch(undefined),
  is_im: flag,
  is_mpim: flag,
  // `is_group` does not tell: private channels made since March 2021 are channels, too.
  is_private: flag,
  // Lists of the token's own conversations leave it out.
  is_member: z.boolean().catch(true),
  is_archived: flag,
  is_ext_shared: flag,
});

/** @throws FatalError when it has no id: what is in it would be missed without a word. */
export function readChannel({ text }: SourceRecord): Channel {
  const { data } = channelSchema.safeParse(JSON.parse(text));
  if (data === undefined) throw explainNoId(text);
  const isDirect = data.is_im || data.is_mpim;
  return {
    id: data.id,
    name: data.name,
    type: typeOf(data),
    isMember: isDirect || data.is_member,
    isArchived: data.is_archived,
    isShared: data.is_ext_shared,
  };
}

function typeOf(flags: z.output<typeof channelSchema>): ConversationType {
  if (flags.is_im) return 'im';
  if (flags.is_mpim) return 'mpim';
  return flags.is_private ? 'private_channel' : 'public_channel';
}

/** As people know it. */
export function nameOf({ id, name }: Pick<Channel, 'id' | 'name'>): string {
  return name === undefined ? id : `#${name}`;
}

function explainNoId(text: string): FatalError {
  return new FatalError({
    code: 'slack_channel_without_id',
    message: `Slack listed a conversation without an id, so what is in it cannot be read: ${text.slice(0, 200)}`,
    remedy: 'Report it to Slack, or do not select streams that read conversations.',
  });
}
