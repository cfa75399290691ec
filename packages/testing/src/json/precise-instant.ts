const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.(\d+))?\s?(Z|[+-]\d{2}(?::?\d{2})?)$/i;

/** An instant finer than a millisecond: whole seconds and the decimal fraction's digits. */
export interface PreciseInstant {
  readonly seconds: number;
  /** Without trailing zeros, so that texts of equal fractions are equal and compare in order. */
  readonly fraction: string;
}

/** Reads RFC 3339 and what databases print; undefined without an offset or for a day that does not exist. */
export function parsePreciseInstant(text: string): PreciseInstant | undefined {
  const match = TIMESTAMP.exec(text);
  if (match === null) return undefined;
  const [, date = '', time = '', fraction = '', offset = ''] = match;
  const milliseconds = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}${rfcOffset(offset)}`);
  if (Number.isNaN(milliseconds) || !isCalendarDate(date)) return undefined;
  return { seconds: milliseconds / 1000, fraction: fraction.replace(/0+$/, '') };
}

export function comparePreciseInstants(left: PreciseInstant, right: PreciseInstant): number {
  if (left.seconds !== right.seconds) return left.seconds - right.seconds;
  if (left.fraction === right.fraction) return 0;
  return left.fraction < right.fraction ? -1 : 1;
}

/** Whether `text` is `YYYY-MM-DD` and such a day exists. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
}

function rfcOffset(offset: string): string {
  if (offset.toUpperCase() === 'Z') return 'Z';
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  return `${offset.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}
