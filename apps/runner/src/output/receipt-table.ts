import type { StreamReceipt, TableReceipt } from '@etl/core';
import { formatCount, formatDuration } from './format-numbers.js';
import { buildTextTable, type Column } from './text-table.js';

const COUNTS = [
  ['fetched', 'fetched'],
  ['filtered', 'filtered'],
  ['rejected', 'rejected'],
  ['superseded', 'superseded'],
  ['inserted', 'inserted'],
  ['updated', 'updated'],
  ['restored', 'restored'],
  ['unchanged', 'unchanged'],
  ['deleted', 'deleted'],
  ['rows', 'liveRows'],
] as const satisfies readonly (readonly [string, keyof TableReceipt])[];

/** Counts that are nearly always zero get a column only when they have something to say. */
const SHOWN_WHEN_PRESENT = new Set(['filtered', 'rejected', 'superseded', 'restored', 'deleted']);

/** The receipts of a run for a person, a row per table. */
export function buildReceiptTable(receipts: readonly StreamReceipt[]): string {
  const rows = receipts.flatMap((receipt) => rowsOf(receipt).map((table) => ({ receipt, table })));
  const shown = COUNTS.filter(
    ([title, count]) => !SHOWN_WHEN_PRESENT.has(title) || rows.some(({ table }) => (table?.[count] ?? 0) > 0),
  );
  const columns: Column[] = [
    { title: 'source', align: 'left' },
    { title: 'stream', align: 'left' },
    { title: 'table', align: 'left' },
    ...shown.map(([title]): Column => ({ title, align: 'right' })),
    { title: 'requests', align: 'right' },
    { title: 'time', align: 'right' },
    { title: 'outcome', align: 'left' },
  ];
  const cells = rows.map(({ receipt, table }) => [
    receipt.source,
    receipt.stream,
    table?.table ?? '',
    ...shown.map(([, count]) => (table === undefined ? '' : formatCount(table[count]))),
    formatCount(receipt.requests),
    formatDuration(receipt.endedAt - receipt.startedAt),
    receipt.outcome,
  ]);
  return buildTextTable(columns, cells);
}

function rowsOf(receipt: StreamReceipt): readonly (TableReceipt | undefined)[] {
  return receipt.tables.length === 0 ? [undefined] : receipt.tables;
}
