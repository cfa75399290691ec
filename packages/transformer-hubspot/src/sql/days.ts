const SECONDS = 86_400;

/** Days from one instant to another, with fractions; negative where the other lies before. */
export function daysBetween(from: string, to: string): string {
  return `datediff('second', ${from}, ${to}) / CAST(${SECONDS} AS DOUBLE)`;
}

/** Whole days from one instant to another. */
export function wholeDaysBetween(from: string, to: string): string {
  return `CAST(floor(${daysBetween(from, to)}) AS BIGINT)`;
}
