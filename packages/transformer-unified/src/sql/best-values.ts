/**
 * SQL of the first value that is there, by the number `place`; `name` may name another column after a colon, whose value must
 * be of the same row: `currency:annual_revenue`.
 */
export function bestValues(names: readonly string[]): string {
  return names
    .map((named) => {
      const [name = '', with_ = name] = named.split(':');
      return `min_by(${name}, CASE WHEN ${with_} IS NOT NULL THEN place END) AS ${name}`;
    })
    .join(', ');
}

/** SQL of how many records and sources an entity has, and when it was made and changed, over relation `told`. */
export const RECORD_COUNTS =
  'count(*) AS record_count, count(DISTINCT source) AS source_count, min(created_at) AS created_at, max(updated_at) AS updated_at';

/** The order in which records are asked for a value: in use, then changed last, then by key. */
export const RECORD_ORDER = 'updated_at DESC NULLS LAST, created_at DESC NULLS LAST, node';

/** SQL of whether a flag is set in any row of a group; NULL where none says. */
export function isAny(flag: string): string {
  return `max(CASE WHEN ${flag} THEN 1 WHEN NOT ${flag} THEN 0 END) = 1`;
}
