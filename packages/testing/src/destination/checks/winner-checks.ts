import type { TableReceipt } from '@etl/core';
import { requireEqual } from '../../check/conformance-check.js';
import type { BenchWriter } from '../bench-writer.js';
import { destinationCheck } from '../destination-check.js';
import { batchOf, covered, DEALS, LINES, people, PEOPLE } from '../sample-tables.js';
import { liveValues, rowWhere, textOf } from '../stored-row.js';

const deal = (stage: string, updated_at: string | null) => ({ id: 'd1', stage, updated_at });

async function deliver(writer: BenchWriter, ...records: object[]): Promise<TableReceipt | undefined> {
  const [table] = writer.options.tables;
  if (table === undefined) return undefined;
  return (await writer.deliver(batchOf(table, records))).tables.find(
    (receipt) => receipt.table === table.name,
  );
}

export const winnerChecks = [
  destinationCheck(
    'redelivery_changes_nothing',
    'duplicates, and rewrites that readers would take for news',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await deliver(writer, ...people(0, 5));
      const before = await bench.rows('people');
      await writer.close();
      const again = await bench.openWriter([PEOPLE]);
      const receipt = await deliver(again, ...people(0, 5));
      requireEqual(
        [receipt?.unchanged, receipt?.inserted, receipt?.updated],
        [5, 0, 0],
        'Unchanged, inserted, updated',
      );
      const order = (rows: typeof before) => rows.map((row) => JSON.stringify(row)).sort();
      requireEqual(order(await bench.rows('people')), order(before), 'Rows after the second delivery');
    },
  ),
  destinationCheck(
    'same_key_in_one_commit',
    'duplicates within a commit; a loser that is not counted',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await writer.stage(
        batchOf(PEOPLE, [
          { id: 'p1', name: 'First' },
          { id: 'p1', name: 'Second' },
        ]),
      );
      const receipt = await deliver(writer, { id: 'p1', name: 'Third' });
      requireEqual([receipt?.superseded, receipt?.inserted], [2, 1], 'Superseded, inserted');
      requireEqual(liveValues(await bench.rows('people'), 'name'), ['Third'], 'Names');
    },
  ),
  destinationCheck('changes_update', 'updates that get lost', async (bench) => {
    const writer = await bench.openWriter([PEOPLE]);
    await deliver(writer, ...people(0, 3));
    const receipt = await deliver(writer, { id: 'p1', name: 'Renamed' });
    requireEqual([receipt?.updated, receipt?.unchanged], [1, 0], 'Updated, unchanged');
    requireEqual(
      liveValues(await bench.rows('people'), 'name'),
      ['Person 0', 'Person 2', 'Renamed'],
      'Names',
    );
  }),
  destinationCheck(
    'volatile_fields_are_no_news',
    'rewrites of every row whose links are signed anew',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      await deliver(writer, { id: 'p1', name: 'Ada', link: 'https://media/1?sig=a' });
      const receipt = await deliver(writer, { id: 'p1', name: 'Ada', link: 'https://media/1?sig=b' });
      requireEqual(receipt?.unchanged, 1, 'Unchanged');
      const row = rowWhere(await bench.rows('people'), 'id', 'p1');
      requireEqual(textOf(row, 'link'), 'https://media/1?sig=a', 'Link of the last change');
    },
  ),
  destinationCheck(
    'highest_version_wins_in_a_commit',
    'an order of arrival taken for an order of versions',
    async (bench) => {
      const writer = await bench.openWriter([DEALS]);
      await writer.stage(
        batchOf(DEALS, [deal('new', '2026-01-03T00:00:00Z'), deal('old', '2026-01-01T00:00:00Z')]),
      );
      const receipt = await deliver(writer, deal('middle', '2026-01-02T00:00:00Z'), deal('none', null));
      requireEqual([receipt?.superseded, receipt?.inserted], [3, 1], 'Superseded, inserted');
      requireEqual(liveValues(await bench.rows('deals'), 'stage'), ['new'], 'Stage');
    },
  ),
  destinationCheck(
    'stale_version_never_replaces',
    'stale rows of a lagging index that overwrite newer ones',
    async (bench) => {
      const writer = await bench.openWriter([DEALS]);
      await deliver(writer, deal('new', '2026-01-03T00:00:00Z'));
      const receipt = await deliver(writer, deal('old', '2026-01-02T23:59:59Z'));
      requireEqual([receipt?.superseded, receipt?.updated], [1, 0], 'Superseded, updated');
      await writer.close();
      const later = await bench.openWriter([DEALS]);
      await later.stage(batchOf(DEALS, [deal('older', '2026-01-01T00:00:00Z')]));
      await later.commit(covered(0, 1));
      requireEqual(liveValues(await bench.rows('deals'), 'stage'), ['new'], 'Stage');
    },
  ),
  destinationCheck(
    'equal_version_last_wins',
    'corrections that keep their version and are ignored',
    async (bench) => {
      const writer = await bench.openWriter([DEALS]);
      await deliver(writer, deal('first', '2026-01-03T00:00:00Z'), deal('second', '2026-01-03T00:00:00Z'));
      requireEqual(liveValues(await bench.rows('deals'), 'stage'), ['second'], 'Stage within a commit');
      const receipt = await deliver(writer, deal('third', '2026-01-03T00:00:00.000Z'));
      requireEqual(receipt?.updated, 1, 'Updated');
      requireEqual(liveValues(await bench.rows('deals'), 'stage'), ['third'], 'Stage across commits');
    },
  ),
  destinationCheck(
    'versions_are_instants',
    'instants compared as text: offsets, fractions and their lengths',
    async (bench) => {
      const writer = await bench.openWriter([DEALS]);
      await deliver(
        writer,
        deal('later', '2026-01-01T09:30:00-05:00'),
        deal('earlier', '2026-01-01T14:00:00Z'),
      );
      requireEqual(
        liveValues(await bench.rows('deals'), 'stage'),
        ['later'],
        'Stage, offsets within a commit',
      );
      await deliver(writer, deal('stale', '2026-01-01T15:00:00+01:00'));
      requireEqual(
        liveValues(await bench.rows('deals'), 'stage'),
        ['later'],
        'Stage, offsets across commits',
      );
      await deliver(
        writer,
        deal('micro', '2026-01-01T14:30:00.000002Z'),
        deal('less', '2026-01-01T14:30:00.000001Z'),
      );
      requireEqual(liveValues(await bench.rows('deals'), 'stage'), ['micro'], 'Stage, microseconds');
      await deliver(writer, deal('half', '2026-01-01T14:30:00.5Z'), deal('none', '2026-01-01T14:30:00.45Z'));
      requireEqual(
        liveValues(await bench.rows('deals'), 'stage'),
        ['half'],
        'Stage, fractions of different length',
      );
    },
  ),
  destinationCheck(
    'versions_are_numbers',
    'whole numbers compared as text, and keys of several parts mixed up',
    async (bench) => {
      const writer = await bench.openWriter([LINES]);
      const line = (deal_id: string, line_id: string, amount: number, revision: unknown) => ({
        deal_id,
        line_id,
        amount,
        revision,
      });
      await deliver(writer, line('a', 'bc', 1, 9), line('a', 'bc', 2, 10), line('ab', 'c', 3, 1));
      await deliver(writer, line('a', 'bc', 4, 9), line('ab', 'c', 5, '2'));
      requireEqual(liveValues(await bench.rows('lines'), 'amount'), ['2', '5'], 'Amounts');
    },
  ),
];
