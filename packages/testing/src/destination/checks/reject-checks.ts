import { requireEqual, requireThat } from '../../check/conformance-check.js';
import { destinationCheck } from '../destination-check.js';
import { batchOf, covered, LINES, people, PEOPLE } from '../sample-tables.js';
import { liveValues } from '../stored-row.js';

const UNUSABLE = [
  '{not json',
  '{"id":"a"} trailing',
  '[{"id":"a"}]',
  '"text"',
  'null',
  '{"name":"no key"}',
  '{"id":null}',
  '{"id":{"nested":"key"}}',
  '{"id":["a"]}',
];

export const rejectChecks = [
  destinationCheck(
    'unusable_records_are_kept',
    'bad records that vanish, or that take a whole batch with them',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      const receipt = await writer.deliver(batchOf(PEOPLE, [...people(0, 2), ...UNUSABLE, ...people(2, 3)]));
      requireEqual(receipt.tables[0]?.rejected, UNUSABLE.length, 'Rejected');
      requireEqual(liveValues(await bench.rows('people'), 'id'), ['p0', 'p1', 'p2'], 'Live rows');
      const rejects = (await bench.rejects()).filter(({ table }) => table === 'people');
      requireEqual(rejects.map(({ text }) => text).sort(), [...UNUSABLE].sort(), 'Texts of the dead letters');
      requireThat(
        rejects.every(({ reason }) => reason.length > 0),
        () => 'A dead letter has no reason.',
      );
    },
  ),
  destinationCheck('half_a_key_is_no_key', 'records stored under a part of their key', async (bench) => {
    const writer = await bench.openWriter([LINES]);
    const receipt = await writer.deliver(batchOf(LINES, ['{"deal_id":"d1","amount":1}', '{"line_id":"l1"}']));
    requireEqual([receipt.tables[0]?.rejected, receipt.tables[0]?.rows], [2, 0], 'Rejected, rows');
  }),
  destinationCheck('scalars_are_keys', 'numeric ids that lose digits or are refused', async (bench) => {
    const writer = await bench.openWriter([PEOPLE]);
    await writer.deliver(
      batchOf(PEOPLE, ['{"id":9007199254740993}', '{"id":9007199254740995}', '{"id":"9007199254740993"}']),
    );
    requireEqual(
      liveValues(await bench.rows('people'), 'id'),
      ['9007199254740993', '9007199254740995'],
      'Ids',
    );
  }),
  destinationCheck(
    'strange_keys_are_keys',
    'keys that collide, or that the file format between takes apart',
    async (bench) => {
      const writer = await bench.openWriter([PEOPLE]);
      const ids = [
        'a\tb',
        'a\nb',
        'a\\tb',
        '"',
        "'",
        '\\N',
        'NULL',
        ' ',
        'é',
        '🙂',
        '__proto__',
        'a,b',
        '["a"]',
      ];
      await writer.stage(
        batchOf(
          PEOPLE,
          ids.map((id) => ({ id, name: id })),
        ),
      );
      const receipt = await writer.commit(covered(0, 1));
      requireEqual(receipt.tables[0]?.inserted, ids.length, 'Inserted');
      requireEqual(liveValues(await bench.rows('people'), 'id'), [...ids].sort(), 'Ids');
      const again = await writer.deliver(
        batchOf(
          PEOPLE,
          ids.map((id) => ({ id, name: id })),
        ),
      );
      requireEqual(again.tables[0]?.unchanged, ids.length, 'Unchanged at the second delivery');
    },
  ),
];
