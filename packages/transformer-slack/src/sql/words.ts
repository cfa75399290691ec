import type { SqlDialect } from '@etl/sql';

/** Spaces beyond those of ASCII. */
const SPACES = '\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000';

/** How many words a text has: runs of characters between spaces of any script. */
export function countWords(dialect: SqlDialect, text: string): string {
  return dialect.countMatches(text, `[^\\s${SPACES}]+`);
}

/** Condition that a text is more than space; NULL for NULL. */
export function hasWords(dialect: SqlDialect, text: string): string {
  return `NOT ${dialect.matches(text, `[\\s${SPACES}]*`)}`;
}

/** The text in one line, cut to so many characters; NULL for nothing but space. */
export function cutLine(dialect: SqlDialect, text: string, length: number): string {
  const line = `trim(${dialect.replaceMatches(text, `[\\s${SPACES}]+`, ' ')})`;
  return `nullif(left(${line}, ${length}), '')`;
}
