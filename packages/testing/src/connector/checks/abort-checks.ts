import type { Duration, Stream } from '@etl/core';
import { requireEqual, requireThat } from '../../check/conformance-check.js';
import { printFailure } from '../../check/print-failure.js';
import { requireTruth } from '../compare-truth.js';
import type { ConnectorBench, OpenedSource } from '../connector-bench.js';
import { streamCheck } from '../connector-check.js';
import { buildRequest, type StreamReading } from '../read-stream.js';
import { Replay } from '../replay.js';
import { DEFAULT_PATIENCE, requireEventually, requireSettled, turnEventLoop } from '../settle.js';

const ITS_TURN: Duration = 1000;
const REASON = new Error('stopped by the conformance suite');

async function requireQuiet(bench: ConnectorBench, opened: OpenedSource, what: string): Promise<void> {
  const { started } = opened.transport;
  // What was sent before the end may still arrive at the vendor.
  await turnEventLoop();
  const requests = bench.vendor.requests();
  await turnEventLoop();
  requireEqual(opened.transport.open, 0, `${what}: exchanges still open`);
  requireEqual(opened.transport.started, started, `${what}: exchanges begun once it had ended`);
  requireEqual(bench.vendor.requests(), requests, `${what}: requests once it had ended`);
}

async function requireNothingLost(
  bench: ConnectorBench,
  reading: StreamReading,
  what: string,
): Promise<void> {
  const { error, stream } = reading;
  requireThat(
    error === undefined || error === REASON,
    () => `${what} ended with ${printFailure(error)} and not with the signal's reason.`,
  );
  const replay = new Replay(bench.vendor.clock);
  await replay.apply(stream, reading.batches);
  const resumed = await bench.readWhole(stream.name, { state: await replay.state(stream) });
  await replay.apply(resumed.stream, resumed.batches);
  requireTruth(resumed.stream, replay, bench.vendor, `${what}, and read again`);
}

/** Starts a read that will get stuck, and aborts it once `isStuck`. */
async function abortWhen(
  bench: ConnectorBench,
  stream: Stream,
  opened: OpenedSource,
  isStuck: () => boolean,
  what: string,
): Promise<StreamReading> {
  const patience = bench.driver.abortPatience ?? DEFAULT_PATIENCE;
  const controller = new AbortController();
  const reading = bench.readFrom(stream, { signal: controller.signal });
  try {
    await requireEventually(isStuck, patience, `${what}: what it should have been stuck in`);
  } finally {
    controller.abort(REASON);
  }
  const settled = await requireSettled(reading, patience, what);
  await requireQuiet(bench, opened, what);
  bench.vendor.heal();
  return settled;
}

/** Whether the read waits because it was refused; a wait before that, for its turn, is let pass. */
function isWaiting({ vendor }: ConnectorBench, refusedAt: number): boolean {
  if (vendor.clock.sleepers === 0) return false;
  if (vendor.requests() >= refusedAt) return true;
  vendor.clock.advance(ITS_TURN);
  return false;
}

export const abortChecks = [
  streamCheck(
    'abort_stops_a_request',
    'Ctrl-C that waits for an answer that never comes',
    async (bench, name) => {
      const requests = await bench.requestsOf(name);
      const opened = bench.openSource();
      const stream = await bench.stream(name, opened);
      const after = Math.floor(requests / 2);
      bench.vendor.inject({ kind: 'hang' }, { after, times: Number.POSITIVE_INFINITY });
      const stuckAt = bench.vendor.requests() + after + 1;
      const what = `Stream ${name}, aborted in a request`;
      const reading = await abortWhen(bench, stream, opened, () => bench.vendor.requests() >= stuckAt, what);
      await requireNothingLost(bench, reading, what);
    },
  ),
  streamCheck(
    'abort_stops_a_wait',
    'Ctrl-C that waits for a quota; sleep by another clock than the injected one',
    async (bench, name) => {
      const requests = await bench.requestsOf(name);
      const opened = bench.openSource();
      const stream = await bench.stream(name, opened);
      const { vendor } = bench;
      const after = Math.floor(requests / 2);
      vendor.inject({ kind: 'status', status: 429, retryAfter: 30 }, { after, times: 3 });
      const refusedAt = vendor.requests() + after + 1;
      vendor.clock.autoAdvance = false;
      const what = `Stream ${name}, aborted while it waited for the injected clock`;
      const reading = await abortWhen(bench, stream, opened, () => isWaiting(bench, refusedAt), what);
      vendor.clock.autoAdvance = true;
      await requireNothingLost(bench, reading, what);
    },
  ),
  streamCheck(
    'aborted_before_it_begins',
    'requests made although nobody waits for them',
    async (bench, name) => {
      const opened = bench.openSource();
      const stream = await bench.stream(name, opened);
      const before = bench.vendor.requests();
      const reading = await bench.readFrom(stream, { signal: AbortSignal.abort(REASON) });
      await requireQuiet(bench, opened, `Stream ${name}, aborted before it began`);
      requireEqual(bench.vendor.requests(), before, 'Requests of a read that was aborted before it began');
      await requireNothingLost(bench, reading, `Stream ${name}, aborted before it began`);
    },
  ),
  streamCheck(
    'abandoned_read_stops',
    'sockets and fetches that live on when nobody reads any more',
    async (bench, name) => {
      const opened = bench.openSource();
      const stream = await bench.stream(name, opened);
      const options = { state: new Map(), startedAt: bench.vendor.clock.now() };
      const iterator = stream.read(buildRequest(stream, options))[Symbol.asyncIterator]();
      await iterator.next();
      const patience = bench.driver.abortPatience ?? DEFAULT_PATIENCE;
      await requireSettled(Promise.resolve(iterator.return?.()), patience, `Stream ${name}, abandoned`);
      await requireQuiet(bench, opened, `Stream ${name}, abandoned`);
    },
  ),
];
