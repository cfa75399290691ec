import { requireEqual, requireThat } from '../../check/conformance-check.js';
import { destinationCheck, requireFailure } from '../destination-check.js';
import { batchOf, covered, DEALS, deletionOf, people, PEOPLE } from '../sample-tables.js';
import { isLive, liveValues } from '../stored-row.js';

export const transactionChecks = [
  destinationCheck(
    'staged_is_not_visible',
    'rows, rejects or state that appear before their commit',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await writer.stage(batchOf(PEOPLE, [...people(0, 3), '{not json']));
      requireEqual((await bench.rows('people')).length, 0, 'Rows before the first commit');
      requireEqual((await bench.rejects()).length, 0, 'Dead letters before the first commit');
      requireEqual((await bench.state()).size, 0, 'Partitions with state before the first commit');
      requireEqual(writer.inner.pending.records, 4, 'Records pending');
      requireThat(writer.inner.pending.bytes > 0, () => 'Four records are pending and no bytes.');
    },
  ),
  destinationCheck(
    'rows_and_state_appear_together',
    'a commit that forgets the state, the rows or the receipt',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await writer.stage(batchOf(PEOPLE, people(0, 3)));
      const receipt = await writer.commit(covered(0, 1000));
      requireEqual(liveValues(await bench.rows('people'), 'id'), ['p0', 'p1', 'p2'], 'Rows after the commit');
      const [interval] = (await bench.state()).get('')?.coverage ?? [];
      requireEqual([interval?.from, interval?.to], [0, 1000], 'Interval covered after the commit');
      requireThat(receipt.bytes > 0, () => 'The receipt says that no bytes were staged.');
      requireEqual(writer.inner.pending.records, 0, 'Records pending after the commit');
    },
  ),
  destinationCheck(
    'unbalanced_commit_leaves_nothing',
    'sums that are not checked; state or rows that stay behind a commit that failed',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE, DEALS]);
      await writer.stage(batchOf(PEOPLE, people(0, 2)));
      await writer.commit(covered(0, 1000));
      await writer.inner.stage(batchOf(PEOPLE, [{ id: 'p0', name: 'Changed' }, ...people(5, 9)]));
      await writer.inner.stage(batchOf(DEALS, [{ id: 'd1' }, '{not json'], { fetched: 3, filtered: {} }));
      await requireFailure(
        writer.inner.commit([covered(1000, 2000)]),
        'unproven',
        'A commit with an item missing',
      );
      requireEqual(
        liveValues(await bench.rows('people'), 'id'),
        ['p0', 'p1'],
        'Rows after the failed commit',
      );
      requireEqual(
        liveValues(await bench.rows('people'), 'name'),
        ['Person 0', 'Person 1'],
        'Names after the failed commit',
      );
      requireEqual((await bench.rows('deals')).length, 0, 'Rows of the other table');
      requireEqual((await bench.rejects()).length, 0, 'Dead letters after the failed commit');
      const coverage = (await bench.state()).get('')?.coverage ?? [];
      requireEqual(
        coverage.map(({ to }) => to),
        [1000],
        'Coverage after the failed commit',
      );
    },
  ),
  destinationCheck('surplus_commit_is_unproven', 'sums checked in one direction only', async (bench) => {
    const writer = await bench.openWriter([PEOPLE]);
    await writer.inner.stage(batchOf(PEOPLE, people(0, 3), { fetched: 2 }));
    await requireFailure(writer.inner.commit([]), 'unproven', 'A commit with a record nobody fetched');
    requireEqual((await bench.rows('people')).length, 0, 'Rows after the failed commit');
  }),
  destinationCheck(
    'work_goes_on_after_a_failed_commit',
    'locks, transactions or stage files left behind by a failure',
    async (bench) => {
      const broken = await bench.openWriter([PEOPLE]);
      await broken.inner.stage(batchOf(PEOPLE, people(0, 3), { fetched: 9 }));
      await requireFailure(broken.inner.commit([]), 'unproven', 'A commit with items missing');
      await broken.close();
      const writer = await bench.openWriter([PEOPLE]);
      await writer.deliver(batchOf(PEOPLE, people(0, 2)));
      requireEqual(liveValues(await bench.rows('people'), 'id'), ['p0', 'p1'], 'Rows of the next run');
    },
  ),
  destinationCheck(
    'staged_during_commit_waits',
    'records that slip into a commit whose checkpoints do not speak for them, or that get lost between two commits',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await writer.stage(batchOf(PEOPLE, people(0, 3)));
      const committing = writer.inner.commit([covered(0, 1000)]);
      await writer.inner.stage(batchOf(PEOPLE, people(3, 5)));
      const first = await committing;
      requireEqual(
        first.tables.find(({ table }) => table === 'people')?.fetched,
        3,
        'Fetched in the first commit',
      );
      requireEqual((await bench.rows('people')).length, 3, 'Rows after the first commit');
      const second = await writer.inner.commit([covered(1000, 2000)]);
      requireEqual(
        second.tables.find(({ table }) => table === 'people')?.fetched,
        2,
        'Fetched in the second commit',
      );
      requireEqual((await bench.rows('people')).length, 5, 'Rows after the second commit');
      requireThat(
        second.commit > first.commit,
        () => `Commit ${second.commit} follows commit ${first.commit}.`,
      );
    },
  ),
  destinationCheck(
    'empty_commit_moves_state',
    'windows without records that are never remembered, or a commit of nothing that fails',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await writer.commit();
      await writer.commit(covered(0, 1000));
      requireEqual((await bench.state()).get('')?.coverage.length, 1, 'Intervals covered');
      await writer.stage(batchOf(PEOPLE, [], { fetched: 2, filtered: { private_call: 2 } }));
      await writer.commit();
      requireEqual((await bench.rows('people')).length, 0, 'Rows');
    },
  ),
  destinationCheck(
    'streams_commit_side_by_side',
    'writers of different streams that lose or mix their commits',
    async (bench) => {
      const first = await bench.openWriter([PEOPLE], { stream: { source: 'vendor', stream: 'first' } });
      const second = await bench.openWriter([DEALS], { stream: { source: 'vendor', stream: 'second' } });
      await first.stage(batchOf(PEOPLE, people(0, 3)));
      await second.stage(batchOf(DEALS, [{ id: 'd1', stage: 'won', updated_at: '2026-01-01T00:00:00Z' }]));
      const receipts = await Promise.all([
        first.inner.commit([covered(0, 1)]),
        second.inner.commit([covered(0, 2)]),
      ]);
      requireThat(
        receipts[0].commit !== receipts[1].commit,
        () => `Two commits are both numbered ${receipts[0].commit}.`,
      );
      requireEqual((await bench.rows('people')).filter(isLive).length, 3, 'Rows of the first stream');
      requireEqual((await bench.rows('deals')).filter(isLive).length, 1, 'Rows of the second stream');
      requireEqual(
        (await bench.state(second.options.stream)).get('')?.coverage[0]?.to,
        2,
        'Coverage of the second',
      );
    },
  ),
  destinationCheck(
    'undeclared_table_is_refused',
    'batches that end nowhere without an error',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await requireFailure(
        (async () => {
          await writer.inner.stage(deletionOf(DEALS, ['d1']));
          await writer.inner.commit([]);
        })(),
        undefined,
        'A batch of a table the writer was not opened for',
      );
    },
  ),
];
