import { requireEqual, requireThat } from '../../check/conformance-check.js';
import { destinationCheck } from '../destination-check.js';
import { batchOf, DEALS, deletionOf, people, PEOPLE } from '../sample-tables.js';
import { isLive, liveValues, rowWhere } from '../stored-row.js';

export const deletionChecks = [
  destinationCheck(
    'deletions_are_carried_out',
    'deletions forgotten, or rows that vanish with no trace of why',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await writer.deliver(batchOf(PEOPLE, people(0, 3)));
      const receipt = await writer.deliver(deletionOf(PEOPLE, ['p1']));
      requireEqual(receipt.tables[0]?.deleted, 1, 'Deleted');
      const rows = await bench.rows('people');
      requireEqual(liveValues(rows, 'id'), ['p0', 'p2'], 'Live rows');
      const row = rowWhere(rows, 'id', 'p1');
      requireThat(!isLive(row), () => 'The deleted row has no _etl_deleted_at.');
      const evidence = await bench.evidence('people');
      requireThat(evidence.includes('told gone: p1'), () => 'The deleted row does not carry its evidence.');
      requireEqual(row._etl_commit, receipt.commit, 'Commit of the deleted row');
    },
  ),
  destinationCheck(
    'deletions_are_counted',
    'unknown and repeated deletions that spoil the sums',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await writer.deliver(batchOf(PEOPLE, people(0, 3)));
      await writer.stage(deletionOf(PEOPLE, ['p1']), deletionOf(PEOPLE, ['nobody']));
      const first = (await writer.commit()).tables[0];
      requireEqual(
        [first?.deleted, first?.unknown, first?.alreadyDeleted],
        [1, 1, 0],
        'Deleted, unknown, already deleted',
      );
      const second = (await writer.deliver(deletionOf(PEOPLE, ['p1']))).tables[0];
      requireEqual(
        [second?.deleted, second?.unknown, second?.alreadyDeleted],
        [0, 0, 1],
        'The same deletion again',
      );
    },
  ),
  destinationCheck(
    'deletions_keep_their_place',
    'deletions carried out before or after all records of a commit',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await writer.deliver(batchOf(PEOPLE, people(0, 3)));
      await writer.stage(deletionOf(PEOPLE, ['p0']), batchOf(PEOPLE, [{ id: 'p0', name: 'Back' }]));
      await writer.stage(batchOf(PEOPLE, [{ id: 'p1', name: 'Gone' }]), deletionOf(PEOPLE, ['p1']));
      await writer.stage(batchOf(PEOPLE, people(9, 10)), deletionOf(PEOPLE, ['p9']));
      await writer.commit();
      requireEqual(liveValues(await bench.rows('people'), 'id'), ['p0', 'p2'], 'Live rows');
      requireEqual(liveValues(await bench.rows('people'), 'name'), ['Back', 'Person 2'], 'Names');
    },
  ),
  destinationCheck(
    'commit_borders_do_not_matter',
    'tables that depend on where a run was interrupted',
    async (bench) => {
      const batches = [
        batchOf(PEOPLE, people(0, 4)),
        deletionOf(PEOPLE, ['p0']),
        deletionOf(PEOPLE, ['p1']),
        batchOf(PEOPLE, [{ id: 'p1', name: 'Back' }]),
        batchOf(PEOPLE, [
          { id: 'p2', name: 'Second' },
          { id: 'p2', name: 'Third' },
        ]),
      ];
      const whole = await bench.openWriter([PEOPLE], { schema: 'whole' });
      await whole.stage(...batches);
      await whole.inner.commit([]);
      await whole.close();
      const pieces = await bench.openWriter([PEOPLE], { schema: 'pieces' });
      for (const batch of batches) {
        await pieces.inner.stage(batch);
        await pieces.inner.commit([]);
      }
      const live = async (schema: string) =>
        (await bench.rows('people', schema))
          .filter(isLive)
          .map(({ id, name }) => JSON.stringify([id, name]))
          .sort();
      requireEqual(await live('pieces'), await live('whole'), 'Rows of five commits against rows of one');
    },
  ),
  destinationCheck(
    'deleted_rows_come_back',
    'restored records that stay marked deleted, or count as news twice',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await writer.deliver(batchOf(PEOPLE, people(0, 2)));
      await writer.deliver(deletionOf(PEOPLE, ['p1']));
      const receipt = await writer.deliver(batchOf(PEOPLE, people(0, 2)));
      const counts = receipt.tables[0];
      requireEqual(
        [counts?.restored, counts?.unchanged, counts?.inserted],
        [1, 1, 0],
        'Restored, unchanged, inserted',
      );
      requireEqual(liveValues(await bench.rows('people'), 'id'), ['p0', 'p1'], 'Live rows');
    },
  ),
  destinationCheck(
    'deletions_have_versions',
    'a late deletion that kills a newer record; a stale record that revives a deleted one',
    async (bench) => {
      const writer = await bench.openWriter([DEALS]);
      const deal = (id: string, day: number) => ({
        id,
        stage: 'open',
        updated_at: `2026-01-0${day}T00:00:00Z`,
      });
      await writer.deliver(batchOf(DEALS, [deal('newer', 5), deal('stale', 5)]));
      await writer.deliver(deletionOf(DEALS, ['newer'], '2026-01-04T00:00:00Z'));
      requireEqual(
        liveValues(await bench.rows('deals'), 'id'),
        ['newer', 'stale'],
        'Live rows after a late deletion',
      );
      await writer.deliver(deletionOf(DEALS, ['stale'], '2026-01-07T00:00:00Z'));
      await writer.deliver(batchOf(DEALS, [deal('stale', 6)]));
      requireEqual(liveValues(await bench.rows('deals'), 'id'), ['newer'], 'Live rows after a stale record');
      await writer.deliver(batchOf(DEALS, [deal('stale', 8)]));
      requireEqual(
        liveValues(await bench.rows('deals'), 'id'),
        ['newer', 'stale'],
        'Live rows after a newer record',
      );
    },
  ),
];
