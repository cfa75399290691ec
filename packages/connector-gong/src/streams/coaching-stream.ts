import type { CallContext } from '@etl/connector-kit';
import {
  type Batch,
  type Clock,
  formatInstant,
  type ReadRequest,
  scopeHash,
  type Stream,
  type StreamItem,
} from '@etl/core';
import { wrapRecord } from '@etl/core/json';
import type { GongApi } from '../api/gong-api.js';
import { coachingTable as table } from '../tables/coaching.js';
import type { DatedOptions } from './dated-options.js';
import { listUsers, listWorkspaces } from './list-parents.js';
import { type MonthRange, planMonths, type MonthPlan } from './plan-months.js';
import { readEach } from './read-each.js';
import { readList } from './read-list.js';
import { buildBatch, splitItem } from './wrapped-batch.js';

/** A manager's team in one workspace. */
interface Team {
  readonly workspaceId: string;
  readonly managerId: string;
}

const SCOPE = scopeHash({ grain: 'month' });

/**
 * How managers coach, by month. Gong gives one figure for whatever range is asked for, per workspace and manager, so a run
 * costs a request for each of those and each month since `start_date`, then for each month of the look-back, beside the
 * lists of users and workspaces.
 */
export function createCoachingStream(
  api: GongApi,
  clock: Clock,
  options: DatedOptions,
  workspaceId: string | undefined,
): Stream {
  const months: MonthPlan = { scope: SCOPE, start: options.start, lookBack: options.lookBack };
  return {
    name: table.name,
    description: 'Coaching by workspace, manager, direct report and month.',
    tables: [table],
    plan: (request) => {
      // Who manages whom is known only at run time: what is planned is what is known of the teams read before.
      const teams = request.state.size === 0 ? [''] : [...request.state.keys()];
      return teams.flatMap((partition) =>
        planMonths(months, request, partition).map(({ from, to, reason }) => ({
          ...{ partition, from, to, reason },
        })),
      );
    },
    read: (request) => readTeams(api, clock, { months, workspaceId }, request),
  };
}

async function* readTeams(
  api: GongApi,
  clock: Clock,
  options: { readonly months: MonthPlan; readonly workspaceId: string | undefined },
  request: ReadRequest,
): AsyncGenerator<StreamItem> {
  yield* readEach({
    parts: await listTeams(api, request, options.workspaceId),
    nameOf: partitionOf,
    read: async function* (team) {
      for (const month of planMonths(options.months, request, partitionOf(team))) {
        const readAt = clock.now();
        const batch = await readMonth(api, request, team, month);
        const { from, to } = month;
        const lookBack = options.months.lookBack;
        const partition = partitionOf(team);
        yield {
          ...batch,
          checkpoints: [{ kind: 'covered', partition, from, to, readAt, scope: SCOPE, lookBack }],
        };
      }
    },
  });
}

function partitionOf({ workspaceId, managerId }: Team): string {
  return `${workspaceId}/${managerId}`;
}

/** Whoever another user names as manager, and is a user, in every workspace. */
async function listTeams(
  api: GongApi,
  request: CallContext,
  workspaceId: string | undefined,
): Promise<readonly Team[]> {
  const users = await listUsers(api, request);
  const named = new Set(users.map(({ managerId }) => managerId));
  const managers = users.filter(({ id }) => named.has(id));
  const workspaces = await listWorkspaces(api, request, workspaceId);
  return workspaces.flatMap((workspace) =>
    managers.map(({ id }) => ({ workspaceId: workspace, managerId: id })),
  );
}

async function readMonth(
  api: GongApi,
  context: CallContext,
  team: Team,
  { month, begin, end }: MonthRange,
): Promise<Batch> {
  const query = {
    ...{ 'workspace-id': team.workspaceId, 'manager-id': team.managerId },
    ...{ from: formatInstant(begin), to: formatInstant(end) },
  };
  const reports = [];
  for await (const page of readList(api, context, {
    path: '/v2/coaching',
    itemsKey: 'coachingData',
    query,
  })) {
    reports.push(...page.records.flatMap((manager) => splitItem(manager, 'directReportsMetrics')));
  }
  return buildBatch(table.name, { records: reports, fetched: reports.length }, (report) =>
    wrapRecord({ ...team, month }, 'coaching', report),
  );
}
