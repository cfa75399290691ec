const MICROSECONDS = 1_000_000;

/** A point in time as Slack writes it: `1512085950.000216`, ten digits and six, so that the order of texts is that of time. */
export function writeTimestamp(microseconds: number): string {
  const seconds = Math.floor(microseconds / MICROSECONDS);
  const rest = microseconds - seconds * MICROSECONDS;
  return `${String(seconds).padStart(10, '0')}.${String(rest).padStart(6, '0')}`;
}

/**
 * Reads what Slack takes as a time: seconds, with or without a fraction.
 *
 * @returns microseconds since the epoch; `undefined` when it is no time.
 */
export function readTimestamp(text: string): number | undefined {
  const match = /^(\d{1,10})(?:\.(\d{1,6}))?$/.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * MICROSECONDS + Number((match[2] ?? '').padEnd(6, '0'));
}
