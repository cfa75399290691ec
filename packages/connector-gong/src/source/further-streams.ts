import type { Clock, Stream } from '@etl/core';
import type { GongApi } from '../api/gong-api.js';
import { createActivityByDayStream } from '../streams/activity-by-day-stream.js';
import { createCoachingStream } from '../streams/coaching-stream.js';
import type { DatedOptions } from '../streams/dated-options.js';
import { createFlowsStream } from '../streams/flows-stream.js';
import { createInteractionStatsStream } from '../streams/interaction-stats-stream.js';
import { createLibraryCallsStream } from '../streams/library-calls-stream.js';
import { createLogsStream } from '../streams/logs-stream.js';
import { createManualCrmAssociationsStream } from '../streams/manual-crm-associations-stream.js';
import { createPermissionProfilesStream } from '../streams/permission-profiles-stream.js';
import { createUserSettingsHistoryStream } from '../streams/user-settings-history-stream.js';

/** Statistics, logs and whatever has to be asked for user by user, workspace by workspace or folder by folder. */
export function createFurtherStreams(
  api: GongApi,
  clock: Clock,
  dated: DatedOptions,
  workspaceId: string | undefined,
): readonly Stream[] {
  return [
    createLibraryCallsStream(api, clock, workspaceId),
    createInteractionStatsStream(api, clock, dated),
    createActivityByDayStream(api, clock, dated),
    createPermissionProfilesStream(api, clock, workspaceId),
    createFlowsStream(api, clock, workspaceId),
    createLogsStream(api, clock, dated),
    createUserSettingsHistoryStream(api, clock),
    createManualCrmAssociationsStream(api, clock, dated),
    createCoachingStream(api, clock, dated, workspaceId),
  ];
}
