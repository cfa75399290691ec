import type { GongEndpoint } from '../gong-endpoint.js';
import { answeredScorecardsEndpoint } from './answered-scorecards.js';
import { callOutcomesEndpoint } from './call-outcomes.js';
import { callEndpoint } from './call.js';
import { callsExtensiveEndpoint } from './calls-extensive.js';
import { callsTranscriptEndpoint } from './calls-transcript.js';
import { listCallsEndpoint } from './calls.js';
import { libraryFoldersEndpoint } from './library-folders.js';
import { scorecardsEndpoint } from './scorecards.js';
import { trackersEndpoint } from './trackers.js';
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
];
