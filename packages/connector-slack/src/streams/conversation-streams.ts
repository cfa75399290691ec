import type { Clock, ReadRequest } from '@etl/core';
import type { SlackApi } from '../api/slack-api.js';
import type { ChannelDirectory } from '../channels/channel-directory.js';
import { describeUnjoined, selectChannels, type SelectedChannels } from '../channels/select-channels.js';
import type { SlackConfig } from '../config/config.js';

/** What streams need that ask for one conversation after another. */
export interface ConversationOptions {
  readonly api: SlackApi;
  readonly clock: Clock;
  readonly directory: ChannelDirectory;
  readonly config: Pick<SlackConfig, 'channels' | 'join_channels'>;
}

/** The conversations that the options ask for; says which of them are left out. @param user the stream that asks. */
export async function listSelected(
  { directory, config }: Pick<ConversationOptions, 'directory' | 'config'>,
  request: Pick<ReadRequest, 'signal' | 'report'>,
  user: string,
): Promise<SelectedChannels & { readonly pages: number }> {
  const { channels, pages } = await directory.list(request, user);
  const selected = selectChannels(channels, config);
  if (selected.unjoined.length > 0) {
    const message = describeUnjoined(selected.unjoined);
    request.report({ type: 'warning', code: 'slack_not_a_member', message });
  }
  return { ...selected, pages };
}
