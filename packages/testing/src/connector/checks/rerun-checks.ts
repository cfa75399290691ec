import { requireEqual, requireThat } from '../../check/conformance-check.js';
import { printFailure } from '../../check/print-failure.js';
import { requireTruth } from '../compare-truth.js';
import { connectorCheck, streamCheck } from '../connector-check.js';
import { changedRows, Replay } from '../replay.js';

export const rerunChecks = [
  streamCheck(
    'second_run_changes_nothing',
    'everything fetched anew on each run; rows that differ though nothing changed',
    async (bench, name) => {
      const replay = new Replay(bench.vendor.clock);
      const startedAt = bench.vendor.clock.now();
      const requests = await bench.requestsOf(name);
      const first = await bench.readWhole(name, { startedAt });
      await replay.apply(first.stream, first.batches);
      const state = await replay.state(first.stream);
      const uncovered = first.stream
        .plan({ state, startedAt })
        .filter(({ reason }) => reason === 'uncovered');
      requireEqual(uncovered, [], `What stream ${name} has not covered although it was read to its end`);
      const stream = await bench.stream(name);
      const before = bench.vendor.requests();
      const second = await bench.readFrom(stream, { state, startedAt });
      requireThat(
        second.error === undefined,
        () => `The second run of stream ${name} failed: ${printFailure(second.error)}`,
      );
      const cost = bench.vendor.requests() - before;
      requireThat(
        cost <= requests,
        () => `The second run of stream ${name} costs ${cost} requests, the first ${requests}.`,
      );
      requireEqual(
        changedRows(await replay.apply(stream, second.batches)),
        0,
        `Rows that the second run of stream ${name} changed`,
      );
      requireTruth(stream, replay, bench.vendor, `After the second run of stream ${name}`);
    },
  ),
  {
    ...connectorCheck(
      'idle_run_is_cheap',
      'a quota burned on records that cannot have changed',
      async (bench) => {
        const startedAt = bench.vendor.clock.now();
        let cost = 0;
        for (const name of await bench.streamNames()) {
          const replay = new Replay(bench.vendor.clock);
          const { stream, batches } = await bench.readWhole(name, { startedAt });
          await replay.apply(stream, batches);
          const state = await replay.state(stream);
          const before = bench.vendor.requests();
          await bench.readFrom(stream, { state, startedAt });
          cost += bench.vendor.requests() - before;
        }
        const limit = bench.driver.idleRequests ?? Number.POSITIVE_INFINITY;
        requireThat(cost <= limit, () => `A run without news costs ${cost} requests, more than ${limit}.`);
      },
    ),
    notApplicable: ({ idleRequests }: { readonly idleRequests?: number }) =>
      idleRequests === undefined ? 'The driver states no limit.' : undefined,
  },
];
