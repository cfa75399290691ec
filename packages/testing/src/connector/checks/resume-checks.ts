import { requireThat } from '../../check/conformance-check.js';
import { printFailure } from '../../check/print-failure.js';
import { requireTruth } from '../compare-truth.js';
import { A_DAY, type ConnectorBench } from '../connector-bench.js';
import { streamCheck } from '../connector-check.js';
import { prefixLengths, spread, type StreamReading } from '../read-stream.js';
import { Replay } from '../replay.js';

/** How many of a stream's checkpoints are resumed from a day later. */
const LATER = 6;

/** What a crash leaves behind after `length` batches, read on from by a new process. */
async function resumeAfter(
  bench: ConnectorBench,
  { stream, batches }: StreamReading,
  length: number,
  when: string,
): Promise<void> {
  const replay = new Replay(bench.vendor.clock);
  await replay.apply(stream, batches.slice(0, length));
  const state = await replay.state(stream);
  const resumed = await bench.read(stream.name, { state });
  const place = `Stream ${stream.name}, resumed ${when} after batch ${length} of ${batches.length}`;
  requireThat(resumed.error === undefined, () => `${place}, failed: ${printFailure(resumed.error)}`);
  await replay.apply(resumed.stream, resumed.batches);
  requireTruth(resumed.stream, replay, bench.vendor, place);
}

function middleOf(reading: StreamReading, startedAt: number): number | undefined {
  const covered = reading.batches
    .flatMap((batch) => batch.checkpoints ?? [])
    .filter(({ kind }) => kind === 'covered');
  const from = Math.min(...covered.flatMap((checkpoint) => ('from' in checkpoint ? [checkpoint.from] : [])));
  return covered.length === 0 ? undefined : Math.floor((from + startedAt) / 2);
}

async function requireNarrowedIsNoClaim(
  bench: ConnectorBench,
  name: string,
  side: 'since' | 'until',
): Promise<void> {
  const startedAt = bench.vendor.clock.now();
  const middle = middleOf(await bench.readWhole(name, { startedAt }), startedAt);
  if (middle === undefined) return;
  const replay = new Replay(bench.vendor.clock);
  const narrow = await bench.readWhole(name, { startedAt, [side]: middle });
  await replay.apply(narrow.stream, narrow.batches);
  for (const checkpoint of narrow.batches.flatMap((batch) => batch.checkpoints ?? [])) {
    if (checkpoint.kind !== 'covered') continue;
    const fits = side === 'since' ? checkpoint.from >= middle : checkpoint.to <= middle;
    requireThat(
      fits,
      () => `Stream ${name}, read ${side} ${middle}, claims ${checkpoint.from} to ${checkpoint.to}.`,
    );
  }
  const state = await replay.state(narrow.stream);
  const whole = await bench.readWhole(name, { state });
  await replay.apply(whole.stream, whole.batches);
  requireTruth(whole.stream, replay, bench.vendor, `Stream ${name}, read ${side} ${middle} and then whole`);
}

export const resumeChecks = [
  streamCheck(
    'every_checkpoint_holds',
    'checkpoints before the records they speak for, inside a tie, or ahead of a last page; state kept in memory',
    async (bench, name) => {
      const whole = await bench.readWhole(name);
      for (const length of prefixLengths(whole.batches)) await resumeAfter(bench, whole, length, 'at once');
    },
  ),
  streamCheck(
    'state_outlives_the_day',
    'vendor’s page cursors kept in state: they expire',
    async (bench, name) => {
      const whole = await bench.readWhole(name);
      const lengths = prefixLengths(whole.batches);
      for (const index of spread(lengths.length, LATER)) {
        bench.vendor.clock.advance(A_DAY);
        await resumeAfter(bench, whole, lengths[index] ?? 0, 'a day later');
      }
    },
  ),
  streamCheck(
    'since_claims_no_more',
    'a narrowed read that marks all as read, or reads more than it was told',
    (bench, name) => requireNarrowedIsNoClaim(bench, name, 'since'),
  ),
  streamCheck(
    'until_claims_no_more',
    'a narrowed read that marks all as read, or reads more than it was told',
    (bench, name) => requireNarrowedIsNoClaim(bench, name, 'until'),
  ),
];
