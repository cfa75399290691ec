import { METADATA_COLUMNS } from '../metadata-columns.js';
import { quoteIdentifier, quoteText } from '../quote.js';
import { DELETIONS, matchKey, quoteTarget, type MergeTarget } from './merge-statements.js';
import type { MergeOptions } from './merge-table.js';

const { runId, commit, version, deletedAt } = METADATA_COLUMNS;

/** Marks the rows that are gone after everything that was told, and remembers at which version. */
export async function markDeleted({ connection, loaded: { target }, identity }: MergeOptions): Promise<void> {
  await connection.run(
    [
      `UPDATE ${quoteTarget(target)} AS t SET ${deletedAt} = ${target.dialect.instant(identity.at)},`,
      `${commit} = ${identity.commit}, ${runId} = ${quoteText(identity.runId)}`,
      `FROM ${DELETIONS} AS d WHERE ${matchKey(target, 'd')}`,
      "AND d.outcome = 'deleted' AND (d.is_after OR NOT d.has_winner)",
    ].join('\n'),
  );
  if (target.hasVersion) await connection.run(buildVersionRaise(target));
}

/** A later deletion of a row that is gone still tells that older records are stale. */
function buildVersionRaise(target: MergeTarget): string {
  const keys = target.keyColumns.map((_, index) => `key_${index}`).join(', ');
  return [
    `UPDATE ${quoteTarget(target)} AS t SET ${quoteIdentifier(version)} = d.version`,
    `FROM (SELECT ${keys}, max(version) AS version FROM ${DELETIONS} WHERE outcome <> 'unknown' GROUP BY ${keys}) AS d`,
    `WHERE ${matchKey(target, 'd')} AND t.${deletedAt} IS NOT NULL AND coalesce(t.${version}, '') < d.version`,
  ].join('\n');
}
