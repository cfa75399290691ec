import type { Instant } from '@etl/core';
import { requireThat } from '../../check/conformance-check.js';
import { requireTruth } from '../compare-truth.js';
import { A_DAY, type ConnectorBench } from '../connector-bench.js';
import { connectorCheck, type ConnectorCheck } from '../connector-check.js';
import type { VendorChange } from '../connector-driver.js';
import { prefixLengths, type StreamReading } from '../read-stream.js';
import { Replay } from '../replay.js';

interface FirstRun {
  readonly replay: Replay;
  readonly readings: readonly StreamReading[];
}

async function runAll(bench: ConnectorBench, replay: Replay): Promise<FirstRun> {
  const startedAt = bench.vendor.clock.now();
  const readings: StreamReading[] = [];
  for (const name of await bench.streamNames()) {
    const state = await replay.state(await bench.stream(name));
    const reading = await bench.readWhole(name, { startedAt, state });
    await replay.apply(reading.stream, reading.batches);
    readings.push(reading);
  }
  return { replay, readings };
}

function coveredOf(readings: readonly StreamReading[]) {
  const checkpoints = readings.flatMap(({ batches }) => batches.flatMap((batch) => batch.checkpoints ?? []));
  return checkpoints.filter((checkpoint) => checkpoint.kind === 'covered');
}

/** Where in time a change belongs, given what the first run read. */
function placeOf(kind: VendorChange, readings: readonly StreamReading[], bench: ConnectorBench): Instant {
  const now = bench.vendor.clock.now();
  const covered = coveredOf(readings);
  if (covered.length === 0 || kind === 'new') return now;
  const edge = Math.max(...covered.map(({ to }) => to));
  if (kind === 'tie') return edge;
  if (kind === 'offset') return edge + 1000;
  const lookBack = Math.min(...covered.map((checkpoint) => checkpoint.lookBack));
  requireThat(lookBack > 0, () => 'A stream has no look-back: what the vendor shows late is never read.');
  return edge - (bench.driver.lateBy ?? Math.floor(lookBack / 2));
}

/** Crashes the run that reads the change at each of its checkpoints. */
async function requireSafeAtEachCheckpoint(
  bench: ConnectorBench,
  first: FirstRun,
  second: FirstRun,
  kind: VendorChange,
): Promise<void> {
  for (const [index, { stream, batches }] of second.readings.entries()) {
    const before = first.readings[index]?.batches ?? [];
    for (const length of prefixLengths(batches)) {
      const replay = new Replay(bench.vendor.clock);
      await replay.apply(stream, before);
      await replay.apply(stream, batches.slice(0, length));
      const resumed = await bench.readWhole(stream.name, { state: await replay.state(stream) });
      await replay.apply(resumed.stream, resumed.batches);
      requireTruth(
        resumed.stream,
        replay,
        bench.vendor,
        `After a change (${kind}) and a crash after batch ${length}, stream ${stream.name}`,
      );
    }
  }
}

function changeCheck(kind: VendorChange, name: string, catches: string): ConnectorCheck {
  const check = connectorCheck(name, catches, async (bench) => {
    const { vendor } = bench;
    const first = await runAll(bench, new Replay(vendor.clock));
    await vendor.change(kind, placeOf(kind, first.readings, bench));
    vendor.clock.advance(A_DAY);
    const truthBefore = first.readings.every(({ stream }) => isTrue(stream, first, bench));
    requireThat(!truthBefore, () => `The driver's change "${kind}" changed nothing in the vendor's truth.`);
    const second = await runAll(bench, first.replay);
    for (const { stream } of second.readings) {
      requireTruth(stream, second.replay, vendor, `After a change (${kind}), stream ${stream.name}`);
    }
    await requireSafeAtEachCheckpoint(bench, first, second, kind);
  });
  return { ...check, notApplicable: ({ absentChanges }) => absentChanges?.[kind] };
}

function isTrue(stream: StreamReading['stream'], { replay }: FirstRun, { vendor }: ConnectorBench): boolean {
  try {
    requireTruth(stream, replay, vendor, 'Before the second run');
    return true;
  } catch {
    return false;
  }
}

export const changeChecks = [
  changeCheck('new', 'new_records_appear', 'a walk that never goes on after its first run'),
  changeCheck('late', 'late_records_appear', 'a high-water mark that late records fall behind'),
  changeCheck('tie', 'ties_are_whole', 'ties cut at a window’s edge or at a page’s border'),
  changeCheck('offset', 'offsets_are_instants', 'times compared as text'),
  changeCheck('edit', 'edits_arrive', 'records read once and never again'),
  changeCheck('delete', 'deletions_arrive', 'deletions that the vendor tells and nobody hears'),
];
