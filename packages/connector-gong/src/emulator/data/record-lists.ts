import type { RecordList } from './record-list.js';
import { createRecordList } from './record-list.js';

/** The lists by name, each with the member that identifies a record. */
const ID_KEYS = {
  scorecards: 'scorecardId',
  answeredScorecards: 'answeredScorecardId',
  trackers: 'trackerId',
  workspaces: 'id',
  callOutcomes: 'id',
  libraryFolders: 'id',
} as const;

export type ListName = keyof typeof ID_KEYS;

/** What the emulator knows beside calls and users; can change while clients read. */
export type RecordLists = Readonly<Record<ListName, RecordList>>;

export const LIST_NAMES = Object.keys(ID_KEYS) as readonly ListName[];

export function createRecordLists(): RecordLists {
  const lists = LIST_NAMES.map((name) => [name, createRecordList(ID_KEYS[name])] as const);
  return Object.fromEntries(lists) as Record<ListName, RecordList>;
}

/** The file of a data folder that holds the list, e.g. `answered_scorecards.ndjson`. */
export function fileOf(name: ListName): string {
  return `${name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)}.ndjson`;
}
