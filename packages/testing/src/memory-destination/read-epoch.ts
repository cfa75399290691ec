import type { Field } from '@etl/core';

/** RFC 3339 for an instant that stands in milliseconds since the epoch, where the field admits that spelling. */
export function readEpoch(
  { type, epochMilliseconds }: Pick<Field, 'type' | 'epochMilliseconds'>,
  text: string,
): string | undefined {
  if (type !== 'timestamp' || epochMilliseconds !== true) return undefined;
  const [, digits] = /^(\d{1,14}|-\d{1,13})(?:\.0+)?$/.exec(text) ?? [];
  return digits === undefined ? undefined : new Date(Number(digits)).toISOString();
}
