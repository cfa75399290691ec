import type { Entry, Version } from '../objects/object-store.js';
import type { RecordState } from '../objects/record-state.js';
import { chanceOf } from './index-faults.js';

/** A record as search sees it: what filters and sorting look at, and what the answer carries. */
export interface SearchRow {
  readonly indexed: RecordState;
  /** Asked for only for rows that are sent. */
  shown(): RecordState;
}

/** The row at `now`; `undefined` while search has not noticed the record, and once it is archived. */
export function findSearchRow({ versions }: Entry, now: number, staleRows: boolean): SearchRow | undefined {
  const truth = versions.at(-1);
  if (truth === undefined || truth.state.archivedAt !== undefined) return undefined;
  const position = versions.findLastIndex(({ indexedAt }) => indexedAt <= now);
  const version = versions[position];
  if (version === undefined || version.state.archivedAt !== undefined) return undefined;
  const shown = (): RecordState => {
    if (!staleRows) return version.state;
    if (version !== truth) return isFresh(version) ? truth.state : version.state;
    return showOlder(version, versions[position - 1], now).state;
  };
  return { indexed: version.state, shown };
}

/** Half of the rows the index has not caught up with come with the record's values of now. */
function isFresh({ state }: Version): boolean {
  return chanceOf('fresh', state.id, state.updatedAt) < 0.5;
}

function showOlder(version: Version, before: Version | undefined, now: number): Version {
  const isUsable = before !== undefined && before.state.archivedAt === undefined;
  return isUsable && now < version.staleUntil ? before : version;
}
