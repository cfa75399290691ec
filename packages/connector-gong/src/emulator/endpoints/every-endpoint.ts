import type { GongEndpoint } from '../gong-endpoint.js';
import { activityDayByDayEndpoint } from './activity-day-by-day.js';
import { answeredScorecardsEndpoint } from './answered-scorecards.js';
import { callOutcomesEndpoint } from './call-outcomes.js';
import { callEndpoint } from './call.js';
import { callsExtensiveEndpoint } from './calls-extensive.js';
import { callsTranscriptEndpoint } from './calls-transcript.js';
import { listCallsEndpoint } from './calls.js';
import { coachingEndpoint } from './coaching.js';
import { flowsEndpoint } from './flows.js';
import { interactionStatsEndpoint } from './interaction-stats.js';
import { libraryFolderContentEndpoint } from './library-folder-content.js';
import { libraryFoldersEndpoint } from './library-folders.js';
import { logsEndpoint } from './logs.js';
import { manualCrmAssociationsEndpoint } from './manual-crm-associations.js';
import { permissionProfilesEndpoint, permissionProfileUsersEndpoint } from './permission-profiles.js';
import { scorecardsEndpoint } from './scorecards.js';
import { trackersEndpoint } from './trackers.js';
import { userSettingsHistoryEndpoint } from './user-settings-history.js';
import { listUsersEndpoint, userEndpoint, usersExtensiveEndpoint } from './users.js';
import { workspacesEndpoint } from './workspaces.js';

/** Every endpoint; fixed paths stand before those with parameters. */
export const ENDPOINTS: readonly GongEndpoint[] = [
  listCallsEndpoint,
  callsExtensiveEndpoint,
  callsTranscriptEndpoint,
  callEndpoint,
  listUsersEndpoint,
  usersExtensiveEndpoint,
  userEndpoint,
  scorecardsEndpoint,
  answeredScorecardsEndpoint,
  trackersEndpoint,
  workspacesEndpoint,
  callOutcomesEndpoint,
  libraryFoldersEndpoint,
  libraryFolderContentEndpoint,
  interactionStatsEndpoint,
  activityDayByDayEndpoint,
  permissionProfilesEndpoint,
  permissionProfileUsersEndpoint,
  flowsEndpoint,
  logsEndpoint,
  userSettingsHistoryEndpoint,
  manualCrmAssociationsEndpoint,
  coachingEndpoint,
];
