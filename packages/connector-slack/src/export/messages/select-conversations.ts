import { ConfigError } from '@etl/core';
import type { SlackConfig } from '../../config/config.js';
import type { ExportConversation, ExportConversations, UnknownFolder } from '../layout/conversations.js';

type Options = Pick<SlackConfig, 'channels' | 'conversation_types'>;

/** The conversations of an export that the options ask for; a folder that no list knows is asked for unless it is excluded. */
export function selectConversations(
  { known, unknown }: ExportConversations,
  { channels: { include, exclude }, conversation_types: types }: Options,
): { readonly known: readonly ExportConversation[]; readonly unknown: readonly UnknownFolder[] } {
  const isWanted = (...names: readonly (string | undefined)[]): boolean => {
    const isNamed = (list: readonly string[]): boolean =>
      names.some((name) => name !== undefined && list.includes(name));
    return !isNamed(exclude) && (include === undefined || isNamed(include));
  };
  return {
    known: known.filter(({ id, name, type }) => types.includes(type) && isWanted(id, name)),
    unknown: unknown.filter(({ name }) => isWanted(name)),
  };
}

/** @throws ConfigError when a conversation that is to be included is not in the export, or is of a kind that is not read. */
export function requireIncluded(conversations: ExportConversations, options: Options): void {
  const { known } = selectConversations(conversations, options);
  const missing = (options.channels.include ?? []).filter(
    (wanted) => !known.some(({ id, name }) => id === wanted || name === wanted),
  );
  if (missing.length === 0) return;
  throw new ConfigError({
    code: 'slack_unknown_channel',
    message: `channels.include names ${missing.join(', ')}, which the export does not hold.`,
    remedy: 'Check the spelling and conversation_types; most exports hold no private channels.',
  });
}
