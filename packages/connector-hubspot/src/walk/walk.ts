import { windowedStream } from '@etl/connector-kit';
import {
  applyCheckpoint,
  scopeHash,
  type Batch,
  type Checkpoint,
  type CoveredCheckpoint,
  type Instant,
  type PlannedRead,
  type PlanRequest,
  type ReadRequest,
  type Stream,
  type StreamState,
  type Table,
} from '@etl/core';
import { isArchiveDue, readArchived } from './archived.js';
import { gather } from './found-records.js';
import { readChanged } from './read-changed.js';
import { isDue, readRefreshState, type RefreshState } from './refresh-state.js';
import { refresh } from './refresh.js';
import { RecordSearch } from './search-page.js';
import { END_DELAY, MAX_WINDOW, type WalkOptions } from './walk-options.js';

/** As many searches at a time as are needed to use what HubSpot allows in a second. */
const SEARCHES_AT_A_TIME = 4;

/** Reads the records of one kind and keeps up with them. */
export interface Walk {
  plan(request: PlanRequest): readonly PlannedRead[];
  read(request: ReadRequest): AsyncIterable<Batch>;
}

/**
 * First all records are read by id, later what changed since, by search; now and then all of them again, because search
 * does not tell everything. What was archived comes last, so that nothing search still shows brings it back.
 */
export function createWalk(options: WalkOptions, tables: readonly Table[]): Walk {
  const changes = createChangesStream(options, tables);
  return {
    plan: (request) => planWalk(options, changes, request),
    read: (request) =>
      isNarrowed(request) ? readBatches(changes, request) : readAll(options, changes, request),
  };
}

function planWalk(options: WalkOptions, changes: Stream, request: PlanRequest): readonly PlannedRead[] {
  if (isNarrowed(request)) return changes.plan(request);
  const { prefix } = options;
  const state = refreshStateOf(options, request.state);
  const all: PlannedRead = {
    partition: `${prefix}records`,
    reason: state.completedAt === undefined ? 'uncovered' : 'snapshot',
  };
  return [
    ...(isRefreshDue(options, state, request) ? [all] : []),
    ...(state.completedAt === undefined ? [] : changes.plan(request)),
    ...(isArchiveWanted(options, request)
      ? [{ partition: `${prefix}archived`, reason: 'snapshot' } as const]
      : []),
  ];
}

async function* readAll(options: WalkOptions, changes: Stream, request: ReadRequest): AsyncGenerator<Batch> {
  const before = refreshStateOf(options, request.state);
  const isFirst = before.completedAt === undefined;
  const known = new KnownState(request.state);
  const readEverything = (): AsyncIterable<Batch> =>
    known.follow(
      refresh(options, request, before, (startedAt, readAt) => coverUntil(options, startedAt, readAt)),
    );
  if (isFirst) yield* readEverything();
  yield* readBatches(changes, { ...request, state: known.state });
  if (!isFirst && isRefreshDue(options, before, request)) yield* readEverything();
  if (isArchiveWanted(options, request)) {
    yield* readArchived(options, request, request.state.get(`${options.prefix}archived`)?.resume);
  }
}

function createChangesStream(options: WalkOptions, tables: readonly Table[]): Stream {
  const { api, clock, type, harvest } = options;
  return windowedStream({
    name: type.table,
    tables,
    partition: changesPartition(options),
    scope: changesScope(options),
    start: options.start,
    lookBack: options.lookBack,
    settleOnce: true,
    endDelay: END_DELAY,
    maxWindow: MAX_WINDOW,
    concurrency: SEARCHES_AT_A_TIME,
    clock,
    readWindow: async function* (window, request) {
      const search = new RecordSearch(api, {
        type: type.path,
        modifiedProperty: type.modifiedProperty,
        properties: harvest.searchProperties,
      });
      for await (const found of gather(readChanged(search, request, window), harvest.size)) {
        for (const { batch } of await harvest.gather(request, found)) yield batch;
      }
    },
  });
}

/** All that changed before the walk over all records began was read by it, from the records themselves. */
function coverUntil(options: WalkOptions, startedAt: Instant, readAt: Instant): CoveredCheckpoint {
  const { start: from, lookBack } = options;
  const partition = changesPartition(options);
  return { kind: 'covered', partition, from, to: startedAt, readAt, scope: changesScope(options), lookBack };
}

/** Beside the kind of record nothing decides what changed; new properties are read by reading all records. */
function changesScope({ type }: WalkOptions): string {
  return scopeHash({ object: type.path });
}

function changesPartition({ prefix }: WalkOptions): string {
  return `${prefix}changes`;
}

function isRefreshDue(
  { harvest, refreshEvery }: WalkOptions,
  state: RefreshState,
  { startedAt }: PlanRequest,
): boolean {
  return isDue(state, harvest.wants, refreshEvery, startedAt);
}

function isArchiveWanted({ prefix, archivedEvery }: WalkOptions, { state, startedAt }: PlanRequest): boolean {
  return (
    archivedEvery !== undefined &&
    isArchiveDue(state.get(`${prefix}archived`)?.resume, archivedEvery, startedAt)
  );
}

function refreshStateOf({ prefix }: WalkOptions, state: StreamState): RefreshState {
  return readRefreshState(state.get(`${prefix}records`)?.resume);
}

/** A look at a part says nothing about the whole: it reads what changed then, and no more. */
function isNarrowed({ since, until }: PlanRequest): boolean {
  return since !== undefined || until !== undefined;
}

async function* readBatches(stream: Stream, request: ReadRequest): AsyncGenerator<Batch> {
  for await (const item of stream.read(request)) {
    if (item.kind === 'partition_failure') throw item.error;
    yield item;
  }
}

/** The state as it will be when what was yielded is committed. */
class KnownState {
  #state: StreamState;

  constructor(state: StreamState) {
    this.#state = state;
  }

  get state(): StreamState {
    return this.#state;
  }

  async *follow(batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
    for await (const batch of batches) {
      for (const checkpoint of batch.checkpoints ?? []) this.#apply(checkpoint);
      yield batch;
    }
  }

  #apply(checkpoint: Checkpoint): void {
    const { partition } = checkpoint;
    const after = applyCheckpoint(this.#state.get(partition), checkpoint);
    this.#state = new Map([...this.#state, [partition, after]]);
  }
}
