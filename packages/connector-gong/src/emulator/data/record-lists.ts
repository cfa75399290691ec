import type { RecordList } from './record-list.js';
import { createRecordList } from './record-list.js';

/**
 * The lists by name, each with the members that identify a record. What Gong lists by whose it is stands beside its owner:
 * `{"folderId":"75…","call":<the record as Gong sends it>}`.
 */
const ID_PATHS = {
  scorecards: ['scorecardId'],
  answeredScorecards: ['answeredScorecardId'],
  trackers: ['trackerId'],
  workspaces: ['id'],
  callOutcomes: ['id'],
  libraryFolders: ['id'],
  /** `folderId`, `call`. */
  libraryCalls: ['folderId', 'call.id', 'call.snippet.fromSec'],
  /** `date`, `stats`: of one day. */
  interactionStats: ['date', 'stats.userId'],
  /** `userId`, `userEmailAddress`, `activity`: of one day. */
  activityByDay: ['userId', 'activity.fromDate'],
  /** `workspaceId`, `profile`. */
  permissionProfiles: ['workspaceId', 'profile.id'],
  /** `profileId`, `user`. */
  permissionProfileUsers: ['profileId', 'user.id'],
  /** `flowOwnerEmail`, `flow`; without an owner it is the company's. */
  flows: ['flow.id'],
  /** `logType`, `entry`; entries have no id. */
  logs: [],
  /** `userId`, `change`; changes have no id. */
  userSettingsHistory: [],
  /** As Gong sends them; without an id. */
  manualCrmAssociations: [],
  /** `workspaceId`, `managerId`, `time`, `coaching`: what happened at one time with one report. */
  coaching: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ListName = keyof typeof ID_PATHS;

/** What the emulator knows beside calls and users; can change while clients read. */
export type RecordLists = Readonly<Record<ListName, RecordList>>;

export const LIST_NAMES = Object.keys(ID_PATHS) as readonly ListName[];

export function createRecordLists(): RecordLists {
  const lists = LIST_NAMES.map((name) => [name, createRecordList(ID_PATHS[name])] as const);
  return Object.fromEntries(lists) as Record<ListName, RecordList>;
}

/** The file of a data folder that holds the list, e.g. `answered_scorecards.ndjson`. */
export function fileOf(name: ListName): string {
  return `${name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)}.ndjson`;
}
