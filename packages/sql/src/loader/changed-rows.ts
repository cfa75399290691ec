import { buildConform } from '../conform/build-conform.js';
import { METADATA_COLUMNS } from '../metadata-columns.js';
import { quoteIdentifier, quoteText } from '../quote.js';
import { ACTIONS, matchKey, quoteTarget } from './merge-statements.js';
import type { MergeOptions } from './merge-table.js';

const { runId, commit, syncedAt, deletedAt, hash, version, record, errors } = METADATA_COLUMNS;

/** Makes room for the new text of rows that are there: an update of wide rows needs many times the memory. */
export async function removeChangedRows({ connection, loaded: { target } }: MergeOptions): Promise<void> {
  await connection.run(
    `DELETE FROM ${quoteTarget(target)} AS t USING ${ACTIONS} AS a WHERE ${matchKey(target, 'a')} AND a.action IN ('updated', 'restored')`,
  );
}

/** Conforms and inserts every record that is new or changed; `texts` is the relation that has them. */
export async function insertChangedRows(options: MergeOptions, texts: string): Promise<void> {
  const { connection, loaded, identity } = options;
  const { target, table, columnOf } = loaded;
  const { dialect, hasVersion } = target;
  const conform = buildConform({
    dialect,
    table,
    columnOf,
    from: `(${buildChanged(texts)}) AS changed`,
    kept: ['hash', 'version', 'record'],
  });
  const fields = table.fields.map((field) => quoteIdentifier(columnOf(field)));
  const columns = [
    errors,
    hash,
    record,
    ...(hasVersion ? [version] : []),
    runId,
    commit,
    syncedAt,
    deletedAt,
  ];
  const values = [
    errors,
    'hash',
    'record',
    ...(hasVersion ? ['version'] : []),
    quoteText(identity.runId),
    String(identity.commit),
    dialect.instant(identity.at),
    'NULL',
  ];
  await connection.run(
    `INSERT INTO ${quoteTarget(target)} (${[...fields, ...columns].join(', ')})\nSELECT ${[...fields, ...values].join(', ')} FROM (${conform}) AS rows_to_write`,
  );
}

function buildChanged(texts: string): string {
  return [
    'SELECT a.key, a.hash, a.version, x.record, coalesce(x.readable, x.record) AS readable, x.notes',
    `FROM ${texts} AS x JOIN ${ACTIONS} AS a ON a.seq = x.seq WHERE a.action <> 'unchanged'`,
  ].join(' ');
}
