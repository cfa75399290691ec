import { quoteText } from '../quote.js';
import { DELETIONS, STAGED } from './merge-statements.js';
import type { MergeOptions } from './merge-table.js';
import { SYSTEM_SCHEMA } from './system-tables.js';

/** Dead letters; the same one again adds no second row (Invariant 5). */
export async function storeRejects(
  { connection, loaded, identity }: MergeOptions,
  texts: string,
): Promise<void> {
  const { dialect } = loaded.target;
  const { source, stream, runId, commit, at } = identity;
  const names = [source, stream, loaded.table.name].map(quoteText).join(', ');
  await connection.run(
    [
      `INSERT INTO ${SYSTEM_SCHEMA}.rejects`,
      `SELECT ${names}, reason, min(detail), record, record_hash, ${quoteText(runId)}, ${commit}, ${dialect.instant(at)}`,
      `FROM (SELECT ${dialect.arrayText('notes', 0)} AS reason, ${dialect.arrayText('notes', 1)} AS detail,`,
      `${dialect.jsonText('record')} AS record, md5(record) AS record_hash FROM ${texts} AS x WHERE ${isOneOf(STAGED, "kind = 'x'")}) AS rejected`,
      `WHERE NOT EXISTS (SELECT 1 FROM ${SYSTEM_SCHEMA}.rejects AS known WHERE known.source = ${quoteText(source)}`,
      `AND known.stream = ${quoteText(stream)} AND known.table_name = ${quoteText(loaded.table.name)}`,
      'AND known.record_hash = rejected.record_hash AND known.reason = rejected.reason)',
      'GROUP BY reason, record, record_hash',
    ].join('\n'),
  );
}

/** Why each deleted row is believed to be gone (Invariant 8). */
export async function storeEvidence(
  { connection, loaded, identity }: MergeOptions,
  texts: string,
): Promise<void> {
  const { dialect } = loaded.target;
  const { source, stream, runId, commit, at } = identity;
  const names = [source, stream, loaded.table.name].map(quoteText).join(', ');
  await connection.run(
    [
      `INSERT INTO ${SYSTEM_SCHEMA}.deletions`,
      `SELECT ${names}, d.key, ${dialect.jsonText('x.notes')}, ${quoteText(runId)}, ${commit}, ${dialect.instant(at)}`,
      `FROM ${texts} AS x JOIN ${DELETIONS} AS d ON d.seq = x.seq WHERE d.outcome = 'deleted'`,
    ].join('\n'),
  );
}

function isOneOf(entries: string, condition: string): string {
  return `x.seq IN (SELECT seq FROM ${entries} WHERE ${condition})`;
}
