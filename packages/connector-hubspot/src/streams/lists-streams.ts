import { readPages, snapshotStream } from '@etl/connector-kit';
import type {
  Batch,
  Checkpoint,
  Clock,
  Duration,
  Instant,
  JsonValue,
  PlanRequest,
  ReadRequest,
  Stream,
} from '@etl/core';
import { isJsonObject, wrapRecord } from '@etl/core/json';
import type { HubspotApi } from '../api/hubspot-api.js';
import { listsTable, membershipsTable } from '../tables/lists-tables.js';
import { readNext } from '../walk/next-page.js';
import { isBelow } from '../walk/record-id.js';
import { listId, readLists } from './read-lists.js';

const MEMBERS_PAGE = 250;
const PARTITION = 'memberships';

/** All lists, by every run. */
export function createListsStream(api: HubspotApi, clock: Clock): Stream {
  return snapshotStream({
    name: listsTable.name,
    description: 'Lists of records, read whole by every run.',
    tables: [listsTable],
    table: listsTable.name,
    clock,
    readAll: async function* (request) {
      request.signal.throwIfAborted();
      const records = await readLists(api, request);
      yield { kind: 'batch', table: listsTable.name, records, fetched: records.length };
    },
  });
}

export interface MembershipsOptions {
  readonly api: HubspotApi;
  readonly clock: Clock;
  /** How often all members of all lists are read. */
  readonly every: Duration;
}

/** Which records are on which list. HubSpot does not tell what changed, so now and then all is read, list by list. */
export function createMembershipsStream(options: MembershipsOptions): Stream {
  return {
    name: membershipsTable.name,
    description: 'Members of all lists.',
    tables: [membershipsTable],
    plan: (request) => (isDue(options, request) ? [{ partition: PARTITION, reason: 'snapshot' }] : []),
    read: (request) => readMemberships(options, request),
  };
}

interface MembershipsState {
  readonly completedAt?: Instant;
  /** Under way: when the reading began, and the last list that was read whole. */
  readonly running?: { readonly readAt: Instant; readonly after: string };
}

function isDue({ every }: MembershipsOptions, request: PlanRequest): boolean {
  const { completedAt, running } = readState(request);
  return running !== undefined || completedAt === undefined || request.startedAt - completedAt >= every;
}

async function* readMemberships(options: MembershipsOptions, request: ReadRequest): AsyncGenerator<Batch> {
  request.signal.throwIfAborted();
  if (!isDue(options, request)) return;
  const state = readState(request);
  const { readAt, after } = state.running ?? { readAt: options.clock.now(), after: '0' };
  const ids = (await readLists(options.api, request)).map(listId).sort(byNumber);
  for (const id of ids.filter((candidate) => isBelow(after, candidate))) {
    yield* readMembers(options.api, request, id);
    yield checkpointBatch([resumeWith({ ...state, running: { readAt, after: id } })]);
  }
  // Invariant 8: only when all lists were read are rows gone that were not seen.
  const complete: Checkpoint = {
    kind: 'complete',
    partition: PARTITION,
    sweep: membershipsTable.name,
    table: membershipsTable.name,
    within: [],
    readAt,
  };
  yield checkpointBatch([complete, resumeWith({ completedAt: request.startedAt })]);
}

async function* readMembers(api: HubspotApi, request: ReadRequest, list: string): AsyncGenerator<Batch> {
  const pages = readPages(request, {
    fetchPage: (after) => api.get(request, api.paths.memberships(list), { limit: MEMBERS_PAGE, after }),
    itemsPath: ['results'],
    nextCursor: readNext,
  });
  for await (const { records, fetched } of pages) {
    const wrapped = records.map((record) => wrapRecord({ list_id: list }, 'membership', record));
    const { name } = membershipsTable;
    yield { kind: 'batch', table: name, records: wrapped, fetched, sweep: name };
  }
}

function checkpointBatch(checkpoints: readonly Checkpoint[]): Batch {
  return { kind: 'batch', table: membershipsTable.name, records: [], fetched: 0, checkpoints };
}

function resumeWith({ completedAt, running }: MembershipsState): Checkpoint {
  const value: JsonValue = {
    ...(completedAt === undefined ? {} : { completedAt }),
    ...(running === undefined ? {} : { running }),
  };
  return { kind: 'resume', partition: PARTITION, value };
}

function readState({ state }: PlanRequest): MembershipsState {
  const value = state.get(PARTITION)?.resume;
  if (!isJsonObject(value)) return {};
  const { completedAt, running } = value;
  return {
    ...(typeof completedAt === 'number' ? { completedAt } : {}),
    ...(isJsonObject(running) && typeof running.readAt === 'number' && typeof running.after === 'string'
      ? { running: { readAt: running.readAt, after: running.after } }
      : {}),
  };
}

function byNumber(left: string, right: string): number {
  if (left === right) return 0;
  return isBelow(left, right) ? -1 : 1;
}
