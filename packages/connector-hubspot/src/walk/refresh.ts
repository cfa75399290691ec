import { readTogether, type CallContext } from '@etl/connector-kit';
import type { Batch, Checkpoint, Instant, ReadRequest } from '@etl/core';
import type { FoundRecords } from './found-records.js';
import { gather } from './found-records.js';
import { RecordList } from './list-page.js';
import { RangeBoard, type OpenRange } from './range-board.js';
import { highestOf, readRange } from './read-range.js';
import { resumeOrBegin, writeRefreshState, type RefreshState, type RunningRefresh } from './refresh-state.js';
import { measureRecords } from './search-page.js';
import type { WalkOptions } from './walk-options.js';

/** What a part of a range came to; without `batches` the range is at its end. */
interface Part {
  readonly range: OpenRange;
  readonly batches?: readonly Batch[];
  readonly last?: string | undefined;
  readonly pages?: number;
}

/**
 * Reads every record there is, several ranges of ids at a time, and goes on where an earlier run was stopped. At its end
 * everything is covered that changed before it began, and what it has not seen is gone.
 *
 * @param covers what is then covered, as a checkpoint.
 */
export async function* refresh(
  options: WalkOptions,
  request: ReadRequest,
  state: RefreshState,
  covers: (startedAt: Instant, readAt: Instant) => Checkpoint,
): AsyncGenerator<Batch> {
  const running = resumeOrBegin(state, options.harvest.wants, request.startedAt, options.clock.now());
  const board = new RangeBoard(running.ranges);
  const parts = readTogether<Part>({
    concurrency: board.concurrency,
    signal: request.signal,
    next: (signal) => {
      const range = board.take();
      return range && readParts(options, { ...request, signal }, range);
    },
  });
  for await (const { range, batches, last, pages = 0 } of parts) {
    if (batches === undefined) {
      board.finish(range);
      continue;
    }
    board.advance(range, last, pages);
    yield* closeWith(options, batches, [
      checkpointOf(options, { ...state, running: { ...running, ranges: board.open } }),
    ]);
    if (board.wantsExtent) await measure(options, request, board);
  }
  yield* closeWith(options, [], finishingCheckpoints(options, running, covers));
}

async function* readParts(
  options: WalkOptions,
  context: CallContext,
  range: OpenRange,
): AsyncGenerator<Part> {
  const { api, harvest } = options;
  const list = new RecordList(api, harvest.list);
  for await (const found of gather(readRange(list, context, range), harvest.size)) {
    const last = highestOf(found.flatMap(({ ids }: FoundRecords) => ids));
    const harvested = await harvest.gather(context, found);
    const batches = harvested.map(({ batch, sweep }) => (sweep === undefined ? batch : { ...batch, sweep }));
    yield { range, batches, last, pages: found.length };
  }
  yield { range };
}

async function measure(options: WalkOptions, context: CallContext, board: RangeBoard): Promise<void> {
  const { total, highestId } = await measureRecords(options.api, context, options.type.path);
  const pages = Math.ceil(total / options.harvest.list.limit);
  board.know({ pages, highestId: highestId ?? '0' });
}

/** Invariant 2: where to go on stands behind everything that was read before it. */
function checkpointOf({ prefix }: WalkOptions, state: RefreshState): Checkpoint {
  return { kind: 'resume', partition: `${prefix}records`, value: writeRefreshState(state) };
}

/** Invariant 8: only a walk over all records lets rows be deleted that it has not seen. */
function finishingCheckpoints(
  options: WalkOptions,
  { startedAt, readAt, wants }: RunningRefresh,
  covers: (startedAt: Instant, readAt: Instant) => Checkpoint,
): readonly Checkpoint[] {
  const partition = `${options.prefix}records`;
  const completed = options.harvest.sweeps.map(({ name, table, within }): Checkpoint => ({
    kind: 'complete',
    partition,
    sweep: name,
    table,
    within,
    readAt,
  }));
  return [
    ...completed,
    checkpointOf(options, { completedAt: readAt, wanted: wants }),
    covers(startedAt, readAt),
  ];
}

/** The batches, the last one with the checkpoints at its end. */
function* closeWith(
  { table }: WalkOptions,
  batches: readonly Batch[],
  checkpoints: readonly Checkpoint[],
): Generator<Batch> {
  yield* batches.slice(0, -1);
  yield { ...(batches.at(-1) ?? { kind: 'batch', table, records: [], fetched: 0 }), checkpoints };
}
