import { SlackRefusal } from '../errors/slack-refusal.js';
import type { Channel, ChannelKind } from '../workspace/channel.js';
import { kindOf } from '../workspace/channel.js';

const PREFIXES: Readonly<Record<ChannelKind, string>> = {
  public_channel: 'channels',
  private_channel: 'groups',
  im: 'im',
  mpim: 'mpim',
};

/** Everything an app can be granted here. */
export const EVERY_SCOPE: readonly string[] = [
  ...Object.values(PREFIXES).flatMap((prefix) => [`${prefix}:read`, `${prefix}:history`]),
  'channels:join',
  'users:read',
  'users:read.email',
  'usergroups:read',
  'team:read',
  'files:read',
  'pins:read',
  'bookmarks:read',
  'emoji:read',
  'reactions:read',
];

/** E.g. `groups:history` for a private channel. */
export function scopeFor(kind: ChannelKind, action: 'read' | 'history'): string {
  return `${PREFIXES[kind]}:${action}`;
}

/** What a method about one conversation asks for. */
export function scopeForChannel(channel: Channel, action: 'read' | 'history'): string {
  return scopeFor(kindOf(channel), action);
}

/** @throws SlackRefusal `missing_scope`, naming what is needed and what there is. */
export function requireScopes(granted: ReadonlySet<string>, needed: readonly string[]): void {
  const missing = needed.filter((scope) => !granted.has(scope));
  if (missing.length === 0) return;
  throw new SlackRefusal('missing_scope', {
    needed: missing.join(','),
    provided: [...granted].join(','),
  });
}
