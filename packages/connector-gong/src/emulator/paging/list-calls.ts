import { hashText } from '@etl/emulator-kit';
import type { GongCall } from '../data/call.js';
import type { CallOrder, GongContext } from '../gong-endpoint.js';
import type { CallFilter } from './read-filter.js';
import { matchesCall } from './read-filter.js';
import type { Listing, Position } from './respond-with-page.js';
import { comparePositions } from './respond-with-page.js';

/** What one endpoint lists of the calls. */
export interface CallView {
  /** The instant the range looks at. */
  instantOf(call: GongCall): number;
  /** The record's text; `undefined` when this endpoint does not know the call at all. */
  textOf(call: GongCall): string | undefined;
  /** From when on this endpoint lists the call. */
  listedFrom(call: GongCall): number;
}

type CallListing = Pick<Listing<GongCall>, 'items' | 'total' | 'textOf' | 'keyset'>;

/** Calls that fit, in the emulator's order. `total` counts those still being processed too. */
export function listCalls(
  filter: CallFilter,
  view: CallView,
  context: GongContext,
  now: number,
): CallListing {
  const known = [...context.data.calls.all()].filter(
    (call) => view.textOf(call) !== undefined && matchesCall(filter, call, view.instantOf(call)),
  );
  const position = (call: GongCall): Position => ({
    rank: rankCall(call, view.instantOf(call), context.callOrder),
    callId: call.id,
  });
  const listed = known
    .filter((call) => view.listedFrom(call) <= now)
    .map((call) => ({ call, place: position(call) }))
    .sort((left, right) => comparePositions(left.place, right.place));
  return {
    items: listed.map(({ call }) => call),
    total: known.length,
    textOf: (call) => view.textOf(call) ?? '{}',
    keyset: { position },
  };
}

function rankCall(call: GongCall, instant: number, order: CallOrder): number {
  if (order === 'shuffled') return hashText(call.id);
  return order === 'oldest-first' ? instant : -instant;
}
