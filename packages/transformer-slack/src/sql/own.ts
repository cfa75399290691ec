import type { ModelContext } from '@etl/sql/models';

/** SQL of whether a workspace is another one than ours; NULL where either is unknown. Needs the input `own`. */
export function isOtherTeam({ dialect, has, rows }: ModelContext, team: string, enterprise = 'NULL'): string {
  if (!has('own')) return `CAST(NULL AS ${dialect.columnTypes.boolean})`;
  const own = rows('own');
  const isOurs = `EXISTS (SELECT 1 FROM ${own} AS o WHERE o.team_id = ${team} OR o.enterprise_id = ${enterprise})`;
  return `CASE WHEN ${team} IS NOT NULL AND EXISTS (SELECT 1 FROM ${own} AS o) THEN NOT ${isOurs} END`;
}
