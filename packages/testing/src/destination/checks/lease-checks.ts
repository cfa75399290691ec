import { requireEqual, requireThat } from '../../check/conformance-check.js';
import type { DestinationBench } from '../destination-bench.js';
import { STREAM } from '../destination-bench.js';
import { destinationCheck, requireFailure } from '../destination-check.js';
import { batchOf, covered, people, PEOPLE } from '../sample-tables.js';
import { liveValues } from '../stored-row.js';

/** Times `renewEvery` after which a lease that nobody renewed is over. */
const SILENCE = 20;

async function takeOver(bench: DestinationBench) {
  const zombie = await bench.openWriter([PEOPLE], { runId: 'zombie' });
  await zombie.stage(batchOf(PEOPLE, [{ id: 'p0', name: 'Zombie' }]));
  bench.clock.advance(zombie.options.lease.renewEvery * SILENCE);
  const heir = await bench.openWriter([PEOPLE], { runId: 'heir', session: await bench.connect() });
  return { zombie, heir };
}

export const leaseChecks = [
  destinationCheck('one_lease_at_a_time', 'two runs writing one stream at once', async (bench) => {
    const [first, second] = [await bench.session(), await bench.connect()];
    const lease = await first.acquireLease(STREAM, 'run-a');
    await requireFailure(
      second.acquireLease(STREAM, 'run-b'),
      'lease_held',
      'A second lease from another session',
    );
    await requireFailure(
      first.acquireLease(STREAM, 'run-b'),
      'lease_held',
      'A second lease from the same session',
    );
    await second.acquireLease({ ...STREAM, stream: 'other' }, 'run-b');
    await lease.release();
    const next = await second.acquireLease(STREAM, 'run-b');
    requireThat(next.epoch > lease.epoch, () => `Epoch ${next.epoch} follows epoch ${lease.epoch}.`);
    await lease.release();
    await requireFailure(first.acquireLease(STREAM, 'run-c'), 'lease_held', 'A lease after a stale release');
  }),
  destinationCheck(
    'two_leases_two_writers',
    'a backfill that stops the stream’s runs, or whose commits take away what theirs have left',
    async (bench) => {
      const run = await bench.openWriter([PEOPLE]);
      const session = await bench.connect();
      const key = { ...STREAM, stream: `${STREAM.stream}#backfill` };
      const lease = await session.acquireLease(key, 'backfill');
      const backfill = await bench.openWriter([PEOPLE], { session, lease, runId: 'backfill' });
      await run.stage(batchOf(PEOPLE, people(0, 4)));
      await backfill.stage(batchOf(PEOPLE, people(2, 6)));
      await backfill.commit(covered(1000, 2000));
      await run.commit(covered(2000, 3000));
      await backfill.deliver(batchOf(PEOPLE, people(5, 7)));
      await backfill.commit(covered(0, 1000));
      requireEqual((await bench.rows('people')).length, 7, 'Rows of both writers');
      const coverage = (await bench.state()).get('')?.coverage ?? [];
      requireEqual(
        coverage.map(({ from, to }) => [from, to]),
        [[0, 3000]],
        'What both writers have covered',
      );
      requireEqual((await bench.state(key)).size, 0, 'State under the name of the lease');
    },
  ),
  destinationCheck('renewed_lease_is_kept', 'a living run that is taken over', async (bench) => {
    const [first, second] = [await bench.session(), await bench.connect()];
    const lease = await first.acquireLease(STREAM, 'run-a');
    for (let renewal = 0; renewal < SILENCE; renewal += 1) {
      bench.clock.advance(lease.renewEvery);
      await lease.renew();
    }
    await requireFailure(
      second.acquireLease(STREAM, 'run-b'),
      'lease_held',
      'A lease that is renewed in time',
    );
  }),
  destinationCheck(
    'silent_lease_is_taken_over',
    'a crashed run that blocks its stream for good',
    async (bench) => {
      const { heir, zombie } = await takeOver(bench);
      requireThat(
        heir.options.lease.epoch > zombie.options.lease.epoch,
        () => 'The epoch did not rise at the take-over.',
      );
      await heir.deliver(batchOf(PEOPLE, people(0, 2)));
      requireEqual(
        liveValues(await bench.rows('people'), 'name'),
        ['Person 0', 'Person 1'],
        'Rows of the new owner',
      );
    },
  ),
  destinationCheck(
    'zombie_commits_nothing',
    'a fence that is missing, or not part of the transaction',
    async (bench) => {
      const { zombie } = await takeOver(bench);
      const error = await requireFailure(
        zombie.inner.commit([covered(0, 1000)]),
        'lease_lost',
        'The former owner’s commit',
      );
      requireThat(
        error.message.includes(STREAM.stream),
        () => `The message does not name the stream: ${error.message}`,
      );
      requireEqual((await bench.rows('people')).length, 0, 'Rows after the refused commit');
      requireEqual((await bench.state()).size, 0, 'Partitions with state after the refused commit');
      await requireFailure(zombie.options.lease.renew(), 'lease_lost', 'Renewing a lost lease');
    },
  ),
  destinationCheck(
    'zombie_commits_nothing_later',
    'a fence that compares only once, or that a commit of the new owner resets',
    async (bench) => {
      const { heir, zombie } = await takeOver(bench);
      await heir.deliver(batchOf(PEOPLE, [{ id: 'p0', name: 'Heir' }]));
      await heir.close();
      await requireFailure(
        zombie.inner.commit([covered(0, 1000)]),
        'lease_lost',
        'A commit after the heir has gone',
      );
      requireEqual(liveValues(await bench.rows('people'), 'name'), ['Heir'], 'Rows after the refused commit');
    },
  ),
];
