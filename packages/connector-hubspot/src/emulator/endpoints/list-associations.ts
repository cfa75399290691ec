import type { Association } from '../associations/association-store.js';
import type { HubspotContext } from '../hubspot-endpoint.js';
import type { ObjectStore } from '../objects/object-store.js';
import { findVisible } from '../objects/visible-record.js';

/** What a record is associated with: nothing while either end is archived. */
export function listAssociations(
  { associations, clock }: HubspotContext,
  { from, id }: { readonly from: ObjectStore; readonly id: string },
  to: ObjectStore,
): readonly Association[] {
  const side = { archived: false, now: clock.now() };
  const state = findVisible(from, id, side);
  if (state === undefined) return [];
  return associations
    .of({ type: from.type.name, id: state.id }, to.type.name)
    .filter(({ toId }) => findVisible(to, String(toId), side) !== undefined);
}
