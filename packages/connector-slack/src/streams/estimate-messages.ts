import type { EstimateRequest, ReadEstimate } from '@etl/core';
import { countChannel } from '../walk/count-channel.js';
import type { WalkOptions } from '../walk/walk-options.js';
import { listSelected, type ConversationOptions } from './conversation-streams.js';

/** What a walk over all conversations would cost now; without asking, the list of them. */
export async function estimateMessages(
  options: ConversationOptions & WalkOptions,
  request: EstimateRequest,
): Promise<ReadEstimate> {
  const quotaOf = (method: string): string => options.api.quotaOf(`conversations.${method}`);
  if (!request.mayAsk) return { requests: [{ quota: quotaOf('list'), count: 1 }], isExact: false };
  const { readable } = await listSelected(options, request);
  const { pages } = await options.directory.list(request);
  let histories = 0;
  let replies = 0;
  let records = 0;
  for (const channel of readable) {
    const count = await countChannel({ options, channel, request });
    histories += count.histories;
    replies += count.replies;
    records += count.records;
  }
  const requests = [
    { quota: quotaOf('list'), count: pages },
    { quota: quotaOf('history'), count: histories },
    { quota: quotaOf('replies'), count: replies },
  ];
  return { requests, records, isExact: false };
}
