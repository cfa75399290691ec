import { createIdentifier } from '@etl/core/json';
import type { Field } from '@etl/core';
import { buildConform } from '../conform/build-conform.js';
import { METADATA_COLUMNS } from '../metadata-columns.js';
import type { SqlDialect } from '../dialect.js';
import { quoteIdentifier } from '../quote.js';
import { markFilled, type RememberedColumn } from './column-memory.js';
import type { LoadedTable } from './loaded-table.js';
import { quoteTarget } from './merge-statements.js';
import type { PrepareOptions } from './prepare-table.js';
import { Stage } from './stage.js';
import { buildRecordLines } from './stage-line.js';
import { textOf } from './text-of.js';

const { errors, record } = METADATA_COLUMNS;

/** Only what was translated on staging has notes with a path; such records are translated once more. */
function isTranslated(dialect: SqlDialect): string {
  return `coalesce(${dialect.hasElementWith(errors, 'path')}, FALSE)`;
}

/** Fills columns that are new or changed from the stored records, without a request to the source. */
export async function fillColumns(
  options: PrepareOptions,
  loaded: LoadedTable,
  remembered: readonly RememberedColumn[],
): Promise<void> {
  const { connection, schema } = options;
  const unfilled = loaded.table.fields.filter((field) => isUnfilled(field, remembered));
  if (unfilled.length === 0) return;
  const restaged = await restageTranslated(options, loaded);
  try {
    const { entries, texts } = await restaged.finish();
    const relations = [await connection.openStage(entries), await connection.openStage(texts)] as const;
    await connection.run(buildUpdate(loaded, unfilled, relations));
  } finally {
    await restaged.remove();
  }
  const names = unfilled.map(({ name }) => name);
  await markFilled(connection, { schema, table: loaded.table.name }, names, true);
}

function isUnfilled(field: Field, remembered: readonly RememberedColumn[]): boolean {
  return remembered.some((column) => column.field === field.name && !column.filled);
}

async function restageTranslated(
  { connection, temporaryDirectory }: PrepareOptions,
  { table, target }: LoadedTable,
): Promise<Stage> {
  const rows = await connection.rows(
    `SELECT ${record} AS text FROM ${quoteTarget(target)} WHERE ${isTranslated(target.dialect)}`,
  );
  const identify = createIdentifier(table);
  const stage = new Stage(temporaryDirectory);
  for (const [index, row] of rows.entries()) {
    stage.add(buildRecordLines(index, { text: textOf(row, 'text') }, identify, undefined));
    if (stage.isFull) await stage.flush();
  }
  return stage;
}

function buildUpdate(
  { table, target, columnOf }: LoadedTable,
  unfilled: readonly Field[],
  [entries, texts]: readonly [entries: string, texts: string],
): string {
  const { dialect, keyColumns } = target;
  const name = quoteTarget(target);
  const key = dialect.arrayOf(keyColumns.map(quoteIdentifier));
  const records = [
    `SELECT ${key} AS key, ${record} AS readable, CAST(NULL AS VARCHAR) AS notes FROM ${name} WHERE NOT ${isTranslated(dialect)}`,
    `SELECT e.key, coalesce(x.readable, x.record), x.notes FROM ${entries} AS e JOIN ${texts} AS x ON x.seq = e.seq`,
  ].join(' UNION ALL ');
  const conform = buildConform({ dialect, table, columnOf, from: `(${records}) AS stored`, kept: [] });
  const columns = [...unfilled.map(columnOf), errors].map(quoteIdentifier);
  const sameKey = keyColumns
    .map(quoteIdentifier)
    .map((column) => `t.${column} = c.${column}`)
    .join(' AND ');
  return `UPDATE ${name} AS t SET ${columns.map((column) => `${column} = c.${column}`).join(', ')} FROM (${conform}) AS c WHERE ${sameKey}`;
}
