import type { SqlDialect } from '@etl/sql';

/** The year 3000: what lies behind it is no instant of Slack's. */
const LAST_SECOND = 32_503_680_000;

/** The instant that lies a whole number of seconds after 1970; NULL for 0, by which Slack says "never". */
export function instantOfSeconds(dialect: SqlDialect, seconds: string): string {
  return `CASE WHEN ${seconds} BETWEEN 1 AND ${LAST_SECOND} THEN ${dialect.epochMilliseconds(`(${seconds} * 1000)`)} END`;
}

/** The same of a `ts`, whose digits behind the point tell messages of one second apart. */
export function secondsOfTs(dialect: SqlDialect, ts: string): string {
  return dialect.tryCast(dialect.replaceMatches(ts, '[.][0-9]*$', ''), 'integer');
}
