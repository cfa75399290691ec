import type { Field, FieldType, Table } from '@etl/core';
import { isNotApplicable, requireEqual, requireThat } from '../../check/conformance-check.js';
import { canonicalNumber } from '../../json/exact-json.js';
import { SCHEMA } from '../destination-bench.js';
import { destinationCheck, requireFailure, type DestinationCheck } from '../destination-check.js';
import { batchOf, field, people, PEOPLE } from '../sample-tables.js';
import { liveValues, printValue, rowWhere } from '../stored-row.js';

function items(...extra: readonly Field[]): Table {
  return { name: 'items', fields: [field('id', 'string'), ...extra], primaryKey: ['id'] };
}

const foreignTable = destinationCheck(
  'foreign_table_is_left_alone',
  'somebody else’s table taken over or dropped',
  async (bench) => {
    const { createForeignTable } = bench.driver;
    if (isNotApplicable(createForeignTable)) return;
    await createForeignTable(await bench.session(), SCHEMA, 'people');
    const error = await requireFailure(
      (async () => {
        const writer = await bench.openWriter([PEOPLE]);
        await writer.deliver(batchOf(PEOPLE, people(0, 1)));
      })(),
      undefined,
      'Writing into a table that the toolkit did not make',
    );
    requireEqual(error.kind, 'fatal', 'Kind of the error');
    requireThat(
      error.message.includes('people'),
      () => `The message does not name the table: ${error.message}`,
    );
  },
);

function widening(from: FieldType, to: FieldType, value: number): DestinationCheck {
  return destinationCheck(
    `${from}_widens_to_${to}`,
    'values lost or refused when a column gets a wider type',
    async (bench) => {
      const narrow = items(field('value', from));
      const before = await bench.openWriter([narrow]);
      await before.deliver(batchOf(narrow, [{ id: 'old', value }]));
      await before.close();
      const wide = items(field('value', to));
      const after = await bench.openWriter([wide]);
      await after.deliver(batchOf(wide, [{ id: 'new', value: value + 0.5 }]));
      const rows = await bench.rows('items');
      const stored = (id: string) => canonicalNumber(printValue(rowWhere(rows, 'id', id), 'value'));
      requireEqual(
        [stored('old'), stored('new')],
        [value, value + 0.5].map((item) => canonicalNumber(String(item))),
        'Values',
      );
    },
  );
}

export const schemaChecks: readonly DestinationCheck[] = [
  destinationCheck(
    'new_column_is_filled',
    'history that stays empty in a column added later',
    async (bench) => {
      const before = items(field('name', 'string'));
      const first = await bench.openWriter([before]);
      await first.deliver(
        batchOf(before, [
          { id: 'a', name: 'A', size: { deep: 3 } },
          { id: 'b', name: 'B' },
        ]),
      );
      await first.close();
      const after = items(field('name', 'string'), field('size', 'integer', { path: ['size', 'deep'] }));
      await bench.openWriter([after]);
      const rows = await bench.rows('items');
      requireEqual(
        printValue(rowWhere(rows, 'id', 'a'), 'size'),
        '3',
        'Column added later, from the stored record',
      );
      requireEqual(rowWhere(rows, 'id', 'b').size, null, 'Column added later, where the record has no value');
    },
  ),
  destinationCheck(
    'redelivery_after_new_column',
    'columns that stay empty because the record itself did not change',
    async (bench) => {
      const before = items();
      const first = await bench.openWriter([before]);
      await first.deliver(batchOf(before, [{ id: 'a', size: 3 }]));
      await first.close();
      const after = items(field('size', 'integer'));
      const writer = await bench.openWriter([after]);
      await writer.deliver(batchOf(after, [{ id: 'a', size: 3 }]));
      requireEqual(
        printValue(rowWhere(await bench.rows('items'), 'id', 'a'), 'size'),
        '3',
        'Column added later',
      );
    },
  ),
  destinationCheck(
    'deselected_column_harms_nothing',
    'rows lost or refused when a column is no longer wanted',
    async (bench) => {
      const before = items(field('name', 'string'), field('size', 'integer'));
      const first = await bench.openWriter([before]);
      await first.deliver(batchOf(before, [{ id: 'a', name: 'A', size: 1 }]));
      await first.close();
      const after = items(field('size', 'integer'));
      const writer = await bench.openWriter([after]);
      await writer.deliver(batchOf(after, [{ id: 'b', name: 'B', size: 2 }]));
      requireEqual(liveValues(await bench.rows('items'), 'id'), ['a', 'b'], 'Live rows');
      requireEqual(liveValues(await bench.rows('items'), 'size'), ['1', '2'], 'Sizes');
    },
  ),
  widening('integer', 'decimal', 7),
  widening('integer', 'number', 7),
  widening('integer', 'string', 7),
  {
    ...foreignTable,
    notApplicable: ({ createForeignTable }) =>
      isNotApplicable(createForeignTable) ? createForeignTable.notApplicable : undefined,
  },
];
