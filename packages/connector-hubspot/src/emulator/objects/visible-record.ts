import type { Entry, ObjectStore } from './object-store.js';
import { currentState } from './object-store.js';
import type { RecordState } from './record-state.js';

/** HubSpot keeps archived records for 90 days. */
export const ARCHIVE_KEPT = 90 * 24 * 60 * 60 * 1000;

/** Which side of the archive is looked at, and when. */
export interface Side {
  readonly archived: boolean;
  readonly now: number;
}

/** The record under its own id or that of a record merged into it; `undefined` when it is gone. */
export function findVisible(store: ObjectStore, id: string, side: Side): RecordState | undefined {
  const entry = store.find(store.resolve(id));
  return entry && isVisible(entry, side) ? currentState(entry) : undefined;
}

/** Up to `limit` records with ids not below `from`, ascending, and the one that comes after them. */
export function listVisible(
  store: ObjectStore,
  range: { readonly from: number; readonly limit: number },
  side: Side,
): { readonly page: readonly RecordState[]; readonly next: RecordState | undefined } {
  const states: RecordState[] = [];
  const visit = (id: number): boolean => {
    const entry = store.find(id);
    if (entry && isVisible(entry, side)) states.push(currentState(entry));
    return states.length <= range.limit;
  };
  // A population has no archived records: they need not be made to be left out.
  if (side.archived) store.walkStored(range.from, visit);
  else store.walk(range.from, visit);
  return { page: states.slice(0, range.limit), next: states[range.limit] };
}

/** False when the archive has let go of the record. */
export function isKept({ archivedAt }: RecordState, now: number): boolean {
  return archivedAt === undefined || now < archivedAt + ARCHIVE_KEPT;
}

function isVisible(entry: Entry, { archived, now }: Side): boolean {
  const state = currentState(entry);
  return (state.archivedAt !== undefined) === archived && isKept(state, now);
}
