import type { EstimateRequest, ReadEstimate } from '@etl/core';
import type { Channel } from '../channels/channel.js';
import { listSelected, type ConversationOptions } from './conversation-streams.js';

export interface ChannelCost {
  /** The stream that asks. */
  readonly user: string;
  readonly quota: string;
  readonly isDue: (channel: Channel) => boolean;
}

/** What a list costs that is asked for once a conversation. Without asking, of those that were read before. */
export async function estimateChannels(
  options: ConversationOptions,
  request: EstimateRequest,
  { user, quota, isDue }: ChannelCost,
): Promise<ReadEstimate> {
  const listing = options.api.quotaOf('conversations.list');
  if (!request.mayAsk) return { requests: [{ quota: listing, count: 1 }], isExact: false };
  const { readable, pages } = await listSelected(options, request, user);
  return {
    requests: [
      { quota: listing, count: pages },
      { quota, count: readable.filter(isDue).length },
    ],
    isExact: false,
  };
}
