import type { Checkpoint, StreamState } from '@etl/core';
import { requireEqual } from '../../check/conformance-check.js';
import { applyToStream } from '../../memory-destination/apply-to-stream.js';
import { STREAM } from '../destination-bench.js';
import { destinationCheck } from '../destination-check.js';
import { covered, PEOPLE } from '../sample-tables.js';

const PARTITIONS = ['', 'C01', '__proto__', 'constructor', "it's; --", '日本語', 'tab\there'];

/** The state as JSON text that does not depend on the order in which partitions were written. */
function printState(state: StreamState): string {
  const entries = [...state].map(([partition, value]) => {
    const completed = Object.entries(value.completed ?? {}).sort();
    return JSON.stringify([partition, value.coverage, value.resume ?? null, completed]);
  });
  return entries.sort().join('\n');
}

export const stateChecks = [
  destinationCheck(
    'state_is_the_sum_of_checkpoints',
    'checkpoints that overwrite each other, or partitions mixed up',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      const steps: Checkpoint[][] = [
        PARTITIONS.map((partition, index) => covered(0, 1000 + index, partition)),
        [
          covered(5000, 6000, 'C01'),
          { kind: 'resume', partition: 'C02', value: { after: ['x', 1, null, { y: '🙂' }] } },
        ],
        [covered(1001, 5000, 'C01')],
        [
          { kind: 'resume', partition: 'C01', value: 'here' },
          { kind: 'resume', partition: 'C02', value: null },
        ],
      ];
      let expected: StreamState = new Map();
      for (const checkpoints of steps) {
        expected = checkpoints.reduce(applyToStream, expected);
        await writer.commit(...checkpoints);
        requireEqual(printState(await bench.state()), printState(expected), 'State');
      }
      await bench.disconnect();
      requireEqual(printState(await bench.state()), printState(expected), 'State after connecting anew');
    },
  ),
  destinationCheck(
    'state_belongs_to_a_stream',
    'streams or sources that read each other’s state',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await writer.commit(covered(0, 1000));
      requireEqual(
        (await bench.state({ source: 'vendor', stream: 'other' })).size,
        0,
        'State of another stream',
      );
      requireEqual(
        (await bench.state({ source: 'other', stream: 'everything' })).size,
        0,
        'State of another source',
      );
    },
  ),
  destinationCheck(
    'reset_forgets_what_it_names',
    'a reset that forgets too much, too little, or comes back',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await writer.commit(covered(0, 1000, 'C01'), covered(0, 2000, 'C02'), {
        kind: 'resume',
        partition: 'C01',
        value: 'here',
      });
      await writer.close();
      const session = await bench.session();
      await session.resetState(writer.options.stream, 'C01');
      const state = await bench.state();
      requireEqual(state.get('C01')?.coverage.length ?? 0, 0, 'Coverage of the partition that was reset');
      requireEqual(state.get('C01')?.resume ?? null, null, 'Resume value of the partition that was reset');
      requireEqual(state.get('C02')?.coverage.length, 1, 'Coverage of the other partition');
      await session.resetState(writer.options.stream);
      await bench.disconnect();
      const intervals = [...(await bench.state()).values()].flatMap(({ coverage }) => coverage);
      requireEqual(intervals.length, 0, 'Intervals after a reset of the stream');
      const next = await bench.openWriter([PEOPLE]);
      await next.commit(covered(0, 500, 'C01'));
      requireEqual((await bench.state()).get('C01')?.coverage[0]?.to, 500, 'Coverage read anew');
    },
  ),
  destinationCheck(
    'looking_needs_no_run',
    'a look that fails before the first run, or that does not see what runs have left',
    async (bench) => {
      const look = () => bench.destination().connectReadOnly(new AbortController().signal);
      const before = await look();
      requireEqual((await before.readState(STREAM)).size, 0, 'Partitions before the first run');
      requireEqual(await before.readOutcomes(5), [], 'Outcomes before the first run');
      await before.close();
      const writer = await bench.openWriter([PEOPLE]);
      await writer.commit(covered(0, 1000));
      const after = await look();
      requireEqual(
        printState(await after.readState(STREAM)),
        printState(await bench.state()),
        'State that a look shows',
      );
      await after.close();
    },
  ),
];
