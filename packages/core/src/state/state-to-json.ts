import type { Instant } from '../contracts/instant.js';
import type { JsonObject, JsonValue } from '../contracts/record.js';
import type { CoverageInterval, PartitionState } from '../contracts/state.js';
import { formatInstant } from '../instant/format-instant.js';

/** A partition's state as it is stored: instants as RFC 3339 text, for people to read. */
export function stateToJson(state: PartitionState): JsonObject {
  return {
    coverage: state.coverage.map(intervalToJson),
    ...(state.resume === undefined ? {} : { resume: state.resume }),
    ...(state.completed === undefined ? {} : { completed: mapValues(state.completed, formatInstant) }),
  };
}

function intervalToJson({ from, to, readAt, lag, scope }: CoverageInterval): JsonObject {
  return {
    from: formatInstant(from),
    to: formatInstant(to),
    read_at: formatInstant(readAt),
    ...(lag === undefined ? {} : { lag_ms: lag }),
    scope,
  };
}

function mapValues(
  values: Readonly<Record<string, Instant>>,
  map: (value: Instant) => JsonValue,
): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
