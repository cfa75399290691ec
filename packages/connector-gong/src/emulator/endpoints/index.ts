import type { GongEndpoint } from '../gong-endpoint.js';
import { callEndpoint } from './call.js';
import { callsExtensiveEndpoint } from './calls-extensive.js';
import { callsTranscriptEndpoint } from './calls-transcript.js';
import { listCallsEndpoint } from './calls.js';
import { listUsersEndpoint, userEndpoint, usersExtensiveEndpoint } from './users.js';

/** Every endpoint; fixed paths stand before those with parameters. */
export const ENDPOINTS: readonly GongEndpoint[] = [
  listCallsEndpoint,
  callsExtensiveEndpoint,
  callsTranscriptEndpoint,
  callEndpoint,
  listUsersEndpoint,
  usersExtensiveEndpoint,
  userEndpoint,
];
