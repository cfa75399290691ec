import type {
  Batch,
  Clock,
  CoveredCheckpoint,
  Duration,
  Instant,
  PlanRequest,
  ReadRequest,
  Stream,
  Table,
} from '@etl/core';
import { closeWith } from './close-with.js';
import { estimateWindows, type WindowCost } from './estimate-windows.js';
import { planWindows } from './plan-windows.js';
import { readInOrder } from './read-in-order.js';
import type { Window } from './window.js';

const STEPS_PER_LOOK_BACK = 3;

/** How a stream of records with a time is read. */
export interface WindowedStreamOptions {
  readonly name: string;
  readonly description?: string;
  readonly tables: readonly Table[];
  /** What the state is kept for. Default: `''`, a stream without parts. */
  readonly partition?: string;
  /**
   * `scopeHash` of every option that changes what the source returns; another scope is read anew. A function where the
   * tables wanted are one of them.
   */
  readonly scope: string | ((tables: ReadonlySet<string>) => string);
  /** Nothing before is read, unless the request's `since` says so. */
  readonly start: Instant;
  /** How long after its instant a record may still appear or change. */
  readonly lookBack: Duration;
  /**
   * Reads an instant that is not settled again only once that settles it for good: each is read twice, when it is new and
   * up to a third more than a look-back later, however often the stream runs. What shows late then comes late, but a run
   * costs only what is new. Default: every run reads all that is not settled.
   */
  readonly settleOnce?: boolean;
  /** The youngest records are left to the next run: the vendor is still writing them. */
  readonly endDelay: Duration;
  readonly maxWindow: Duration;
  /**
   * The finest time that the vendor's filter tells apart: windows are cut on whole units of it, so that a vendor that
   * rounds to seconds is not asked a thousand times for one busy second. Default: 1 ms.
   */
  readonly resolution?: Duration;
  /**
   * How many windows are read at a time; their batches still come in order, and a few of each are held in memory.
   * Default: 1, which reads nothing before it is asked for.
   */
  readonly concurrency?: number;
  readonly clock: Clock;
  /**
   * Reads every record of the window. Throw `SplitWindow` (see `splitWhenLarge`) to have it read in parts; what
   * was yielded before that is read again.
   */
  readonly readWindow: (window: Window, request: ReadRequest) => AsyncIterable<Batch>;
  /**
   * What windows cost, for `etl plan`: without asking, a request each. `count` throws `SplitWindow` where `readWindow`
   * would, having made one request. Default: nothing is known.
   */
  readonly cost?: WindowCost;
}

/**
 * A stream that reads window after window, oldest first, and covers each when it was read whole. What is covered and
 * settled is not read again; what is not settled is read again by each run.
 */
export function windowedStream(options: WindowedStreamOptions): Stream {
  const { name, description, tables, lookBack, cost, resolution = 1, partition = '' } = options;
  return {
    name,
    ...(description === undefined ? {} : { description }),
    tables,
    lookBack,
    plan: (request) => {
      const scope = scopeOf(options, request);
      return planRequest(options, request).map(({ from, to, reason }) => ({
        partition,
        reason,
        from,
        to,
        scope,
      }));
    },
    read: (request) => readWindows(options, request),
    ...(cost === undefined
      ? {}
      : { estimate: (request) => estimateWindows(planRequest(options, request), cost, resolution, request) }),
  };
}

function planRequest(options: WindowedStreamOptions, request: PlanRequest): Window[] {
  const newest = request.startedAt - options.endDelay;
  return planWindows({
    coverage: request.state.get(options.partition ?? '')?.coverage ?? [],
    scope: scopeOf(options, request),
    from: request.since ?? options.start,
    to: Math.min(request.until ?? newest, newest),
    lookBack: options.lookBack,
    ...(options.settleOnce === true
      ? { settleBefore: lastSettling(request.startedAt, options.lookBack) }
      : {}),
    maxWindow: options.maxWindow,
    resolution: options.resolution ?? 1,
  });
}

/** A stream that runs every minute settles in steps, not a minute at a time. */
function lastSettling(startedAt: Instant, lookBack: Duration): Instant {
  const step = Math.max(1, Math.floor(lookBack / STEPS_PER_LOOK_BACK));
  return Math.floor((startedAt - lookBack) / step) * step;
}

function readWindows(options: WindowedStreamOptions, request: ReadRequest): AsyncGenerator<Batch> {
  const read = (window: Window, signal: AbortSignal): AsyncIterable<Batch> =>
    readWindow(options, { ...request, signal }, window);
  const { concurrency = 1, resolution = 1 } = options;
  return readInOrder({
    windows: planRequest(options, request),
    read,
    concurrency,
    resolution,
    signal: request.signal,
  });
}

async function* readWindow(
  options: WindowedStreamOptions,
  request: ReadRequest,
  window: Window,
): AsyncGenerator<Batch> {
  // Invariant 2: the window is covered by its last batch, and counts as read when the reading began, not when it ended.
  const checkpoint = coveredCheckpoint(options, request, window);
  yield* closeWith(
    options.readWindow(window, request),
    checkpoint,
    emptyBatch(options.tables, request.tables),
  );
}

function coveredCheckpoint(
  options: WindowedStreamOptions,
  request: PlanRequest,
  { from, to }: Window,
): CoveredCheckpoint {
  const { partition = '', lookBack, clock } = options;
  const scope = scopeOf(options, request);
  return { kind: 'covered', partition, from, to, readAt: clock.now(), scope, lookBack };
}

function scopeOf({ scope, tables }: WindowedStreamOptions, request: PlanRequest): string {
  if (typeof scope === 'string') return scope;
  return scope(request.tables ?? new Set(tables.map(({ name }) => name)));
}

function emptyBatch(tables: readonly Table[], selected: ReadonlySet<string>): Batch {
  const table = tables.find(({ name }) => selected.has(name)) ?? tables[0];
  return { kind: 'batch', table: table?.name ?? '', records: [], fetched: 0 };
}
