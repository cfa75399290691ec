import { selectElements, type ModelContext } from '@etl/sql/models';

/**
 * Relation, for a FROM clause, with `origin_type`, `origin_id` and `value` of each part of a column that HubSpot writes as
 * a list: `a;b;c`. The text becomes a JSON array first, in which no escape has a semicolon.
 */
export function splitList({ dialect }: ModelContext, from: string, list: string): string {
  const array = `replace(${dialect.arrayOf([list])}, ';', '","')`;
  const elements = selectElements({
    dialect,
    from: `(SELECT origin_type, origin_id, ${array} AS list FROM ${from} AS listed WHERE ${list} IS NOT NULL) AS lists`,
    keep: ['origin_type', 'origin_id'],
    json: 'list',
    path: [],
  });
  return `(SELECT origin_type, origin_id, nullif(trim(${dialect.scalarText('value')}), '') AS value FROM (\n${elements}\n) AS parts)`;
}
