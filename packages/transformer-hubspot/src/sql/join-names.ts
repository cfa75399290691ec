import type { ModelContext } from '@etl/sql/models';

/** SELECT of associations with the name of one end; `names` is an optional input of the model. */
export function joinNames(
  { dialect, rows, has }: ModelContext,
  associations: string,
  end: 'from' | 'to',
): string {
  if (!has('names')) {
    return `SELECT a.*, CAST(NULL AS ${dialect.columnTypes.string}) AS ${end}_name, FALSE AS is_${end}_loaded FROM ${associations} AS a`;
  }
  return [
    `SELECT a.*, n.name AS ${end}_name, n.record_id IS NOT NULL AS is_${end}_loaded FROM ${associations} AS a`,
    `LEFT JOIN ${rows('names')} AS n ON n.object_type = a.${end}_type AND n.record_id = a.${end}_id`,
  ].join('\n');
}
