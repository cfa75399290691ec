import type { EstimateRequest, ReadEstimate } from '@etl/core';
import { addCounts, countChannel, type ChannelCount } from '../walk/count-channel.js';
import type { WalkOptions } from '../walk/walk-options.js';
import { listSelected, type ConversationOptions } from './conversation-streams.js';

/** Messages that Slack sends at once. */
const FULL_PAGE = 999;

/** What a walk over all conversations would cost now; without asking, the list of them. */
export async function estimateMessages(
  options: ConversationOptions & WalkOptions,
  request: EstimateRequest,
): Promise<ReadEstimate> {
  const quotaOf = (method: string): string => options.api.quotaOf(`conversations.${method}`);
  if (!request.mayAsk) return { requests: [{ quota: quotaOf('list'), count: 1 }], isExact: false };
  const { readable, pages } = await listSelected(options, request, 'messages');
  let count: ChannelCount = { histories: 0, messages: 0, threads: [], page: FULL_PAGE };
  for (const channel of readable) count = addCounts(count, await countChannel({ options, channel, request }));
  const requests = [
    { quota: quotaOf('list'), count: pages },
    { quota: quotaOf('history'), count: count.histories },
    { quota: quotaOf('replies'), count: countPages(count) },
  ];
  const records = count.threads.reduce((sum, replies) => sum + replies, count.messages);
  return { requests, records, isExact: false };
}

/** A thread's first message stands on its first page, too. */
function countPages({ threads, page }: ChannelCount): number {
  return threads.reduce((sum, replies) => sum + Math.ceil((replies + 1) / page), 0);
}
