import type { Instant } from '@etl/core';
import { requireEqual, requireThat } from '../../check/conformance-check.js';
import { printFailure } from '../../check/print-failure.js';
import { requireTruth } from '../compare-truth.js';
import type { ConnectorBench } from '../connector-bench.js';
import { requireEtlError, streamCheck } from '../connector-check.js';
import type { VendorFault } from '../connector-driver.js';
import { spread } from '../read-stream.js';
import { Replay } from '../replay.js';

/** How many places of a read are struck. */
const PLACES = 8;
/** Of many places each fault strikes every third, so that together they strike all. */
const FAULTS_APART = 3;
const LONG_WAIT_SECONDS = 7200;

const PASSING: readonly VendorFault[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'status', status: 429 },
  { kind: 'reset' },
  { kind: 'truncated' },
  { kind: 'html' },
];

const LASTING: readonly VendorFault[] = [
  { kind: 'status', status: 500 },
  { kind: 'reset' },
  { kind: 'truncated' },
  { kind: 'html' },
];

const REFUSALS = [400, 401, 403, 404, 410, 422];

/** Where a read of so many requests is struck by the fault of this number. */
function placesOf(number: number, requests: number): readonly number[] {
  const places = spread(requests, PLACES);
  if (places.length <= FAULTS_APART) return places;
  return places.filter((_, place) => place % FAULTS_APART === number % FAULTS_APART);
}

function nameOf(fault: VendorFault): string {
  return fault.kind === 'status' ? `status ${fault.status}` : fault.kind;
}

/** Strikes the read after `after` requests, and reads on with a new process once the vendor is well again. */
async function readThroughFault(
  bench: ConnectorBench,
  name: string,
  fault: VendorFault,
  schedule: { readonly after: number; readonly times: number },
): Promise<unknown> {
  const { vendor } = bench;
  const what = `Stream ${name}, ${nameOf(fault)} after ${schedule.after} requests`;
  const stream = await bench.stream(name);
  vendor.inject(fault, schedule);
  const struck = await bench.readFrom(stream);
  vendor.heal();
  const replay = new Replay(vendor.clock);
  await replay.apply(stream, struck.batches);
  if (struck.error !== undefined) {
    waitUntilWelcome(bench, struck.error);
    const resumed = await bench.read(name, { state: await replay.state(stream) });
    requireThat(
      resumed.error === undefined,
      () => `${what}, read again, failed: ${printFailure(resumed.error)}`,
    );
    await replay.apply(resumed.stream, resumed.batches);
  }
  requireTruth(stream, replay, vendor, what);
  return struck.error;
}

/** Comes back when the error says to. */
function waitUntilWelcome({ vendor }: ConnectorBench, error: unknown): void {
  const wait = (resumeAtOf(error) ?? 0) - vendor.clock.now();
  if (wait > 0) vendor.clock.advance(wait);
}

function resumeAtOf(error: unknown): Instant | undefined {
  return error instanceof Error && 'resumeAt' in error ? (error.resumeAt as Instant) : undefined;
}

async function requireRefused(
  bench: ConnectorBench,
  name: string,
  status: number,
  after: number,
): Promise<void> {
  const error = await readThroughFault(
    bench,
    name,
    { kind: 'status', status },
    { after, times: Number.POSITIVE_INFINITY },
  );
  const what = `Stream ${name}, status ${status} after ${after} requests,`;
  const { kind, http } = requireEtlError(error, what);
  const expected = status === 401 || status === 403 ? ['config'] : ['config', 'fatal'];
  requireThat(expected.includes(kind), () => `${what} came out as ${kind}, not as ${expected.join(' or ')}.`);
  requireEqual(http?.status, status, `${what} status in the error`);
}

export const faultChecks = [
  streamCheck(
    'passing_faults_are_survived',
    'runs that fail, or lose a page, over a hiccup',
    async (bench, name) => {
      const requests = await bench.requestsOf(name);
      for (const [number, fault] of PASSING.entries()) {
        for (const after of placesOf(number, requests)) {
          const error = await readThroughFault(bench, name, fault, { after, times: 1 });
          requireThat(
            error === undefined,
            () =>
              `Stream ${name} did not survive one ${nameOf(fault)} after ${after} requests: ${printFailure(error)}`,
          );
        }
      }
    },
  ),
  streamCheck(
    'lasting_faults_are_errors',
    'failures swallowed: a read that ends as if all had been read, or a checkpoint after a failure',
    async (bench, name) => {
      const requests = await bench.requestsOf(name);
      for (const [number, fault] of LASTING.entries()) {
        for (const after of placesOf(number, requests)) {
          const error = await readThroughFault(bench, name, fault, {
            after,
            times: Number.POSITIVE_INFINITY,
          });
          const what = `Stream ${name}, ${nameOf(fault)} for good after ${after} requests,`;
          requireEqual(requireEtlError(error, what).kind, 'transient', `${what} kind of the error`);
        }
      }
    },
  ),
  streamCheck(
    'refusals_are_errors',
    'a swallowed 404: refusals taken for "nothing there"',
    async (bench, name) => {
      const requests = await bench.requestsOf(name);
      const tolerated = (bench.driver.toleratedRefusals ?? []).filter(({ stream }) => stream === name);
      const statuses = REFUSALS.filter((status) => !tolerated.some((refusal) => refusal.status === status));
      for (const [number, status] of statuses.entries()) {
        for (const after of placesOf(number, requests)) await requireRefused(bench, name, status, after);
      }
    },
  ),
  streamCheck(
    'long_waits_are_deferred',
    'a run that hangs for hours, or gives up without saying when to come back',
    async (bench, name) => {
      const requests = await bench.requestsOf(name);
      const before = bench.vendor.clock.now();
      const fault = { kind: 'status', status: 429, retryAfter: LONG_WAIT_SECONDS } as const;
      const schedule = { after: Math.floor(requests / 2), times: Number.POSITIVE_INFINITY };
      const error = requireEtlError(
        await readThroughFault(bench, name, fault, schedule),
        'A wait of two hours',
      );
      requireEqual(error.kind, 'deferred', 'Kind of the error');
      const resumeAt = resumeAtOf(error);
      const earliest = before + LONG_WAIT_SECONDS * 1000;
      requireThat(
        resumeAt !== undefined && resumeAt >= earliest,
        () => `The error says to come back at ${resumeAt ?? 'no time'}, before ${earliest}.`,
      );
    },
  ),
  streamCheck(
    'expired_cursor_loses_nothing',
    'a walk that ends where its cursor expired',
    async (bench, name) => {
      const requests = await bench.requestsOf(name);
      for (const after of spread(requests, PLACES))
        await readThroughFault(bench, name, { kind: 'expired_cursor' }, { after, times: 1 });
    },
  ),
];
