import type { CallContext } from '@etl/connector-kit';
import type { StreamItem } from '@etl/core';

/**
 * Gong answers a key that may see no calls exactly like an account that has none, so a first read that found nothing
 * at all is worth a word.
 */
export async function* warnWhenNothingIsVisible(
  items: AsyncIterable<StreamItem>,
  report: CallContext['report'],
): AsyncGenerator<StreamItem> {
  let fetched = 0;
  for await (const item of items) {
    if (item.kind === 'batch') fetched += item.fetched;
    yield item;
  }
  if (fetched === 0) report({ type: 'warning', code: 'gong_no_calls_visible', message: MESSAGE });
}

const MESSAGE =
  'Gong returned no call at all. If there should be some, check workspace_id, start_date, and that whoever the ' +
  'credential belongs to may see calls: without that permission Gong answers as if there were none.';
