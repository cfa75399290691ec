import { ConfigError } from '@etl/core';
import type { SlackConfig } from '../config/config.js';
import { nameOf, type Channel } from './channel.js';

type Selection = Pick<SlackConfig, 'channels' | 'join_channels'>;

export interface SelectedChannels {
  readonly readable: readonly Channel[];
  /** Wanted, but the token is not a member of them. */
  readonly unjoined: readonly Channel[];
}

/**
 * Which conversations the options ask for.
 *
 * @throws ConfigError when one that is to be included is not among them.
 */
export function selectChannels(channels: readonly Channel[], config: Selection): SelectedChannels {
  const { include, exclude, only_joined: onlyJoined } = config.channels;
  requireAll(include ?? [], channels);
  const wanted = channels.filter(
    (channel) => !isNamed(channel, exclude) && (include === undefined || isNamed(channel, include)),
  );
  const isReadable = (channel: Channel): boolean =>
    channel.isMember || !onlyJoined || include !== undefined || canJoin(channel, config);
  return {
    readable: wanted.filter(isReadable),
    unjoined: wanted.filter((channel) => !isReadable(channel)),
  };
}

/** Whether to join the channel before it is read. */
export function canJoin(
  { isMember, isArchived, type }: Channel,
  { join_channels: mayJoin }: Pick<SlackConfig, 'join_channels'>,
): boolean {
  return mayJoin && !isMember && !isArchived && type === 'public_channel';
}

/** A warning's words about channels that are left out. */
export function describeUnjoined(unjoined: readonly Channel[]): string {
  const some = unjoined.slice(0, 5).map(nameOf).join(', ');
  const more = unjoined.length > 5 ? ` and ${unjoined.length - 5} more` : '';
  return (
    `${unjoined.length} channels are not read, because the token is not a member of them: ${some}${more}. ` +
    'Invite it, set join_channels, or leave them out with channels.exclude.'
  );
}

function isNamed({ id, name }: Channel, names: readonly string[]): boolean {
  return names.includes(id) || (name !== undefined && names.includes(name));
}

function requireAll(names: readonly string[], channels: readonly Channel[]): void {
  const missing = names.filter((name) => !channels.some((channel) => isNamed(channel, [name])));
  if (missing.length === 0) return;
  throw new ConfigError({
    code: 'slack_unknown_channel',
    message: `channels.include names ${missing.join(', ')}, which the token does not see.`,
    remedy: 'Check the spelling and conversation_types; a private channel is seen only by its members.',
  });
}
