import type { Call, SlackContext } from '../slack-method.js';
import type { JsonObject } from '../workspace/json-object.js';
import type { Sequence } from '../workspace/sequence.js';
import { sizeOfPage } from './page-sizes.js';

/** A list with a cursor. */
export interface Listing<Value> {
  /** Names the list in its cursors. */
  readonly name: string;
  readonly values: Sequence<Value>;
  readonly limit: number;
  /** What is left out before pages are cut; default: nothing. */
  readonly keep?: (value: Value) => boolean;
}

/** One page of a list. A cursor names the next value, so changes before it move nothing. */
export function readListPage<Value>(
  { name, values, limit, keep }: Listing<Value>,
  { args, pageFault }: Call,
  { cursors, settings }: SlackContext,
): { readonly page: readonly Value[]; readonly metadata: JsonObject } {
  const cursor = args.text('cursor');
  const place = cursor === undefined ? { position: '0', page: 0 } : cursors.read(name, cursor);
  const start = Number(place.position);
  const { values: page, next } = values.from(start, sizeOfPage(limit, place.page, settings.pages), keep);
  const following = pageFault === 'duplicate-page' ? start : next;
  const nextCursor =
    following === undefined ? '' : cursors.issue(name, { position: String(following), page: place.page + 1 });
  return {
    page: pageFault === 'reorder-page' ? page.toReversed() : page,
    metadata: { response_metadata: { next_cursor: nextCursor } },
  };
}
