import type { Instant } from '../contracts/instant.js';
import type { JsonObject, JsonValue } from '../contracts/record.js';
import type { Coverage, CoverageInterval, PartitionState } from '../contracts/state.js';
import { FatalError } from '../errors/errors.js';
import { parseInstant } from '../instant/parse-instant.js';
import { isJsonArray, isJsonObject } from '../json/json-kinds.js';
import { stringifyJson } from '../json/parse-json.js';

const EXCERPT_LENGTH = 200;

/**
 * Reads what {@link stateToJson} wrote.
 *
 * @throws FatalError `malformed_state` when a part is missing or is not what it should be; the message names it.
 */
export function stateFromJson(json: JsonValue): PartitionState {
  const state = expectObject(json, 'state');
  const coverage = expectCoverage(state.coverage);
  return {
    coverage,
    ...(state.resume === undefined ? {} : { resume: state.resume }),
    ...(state.completed === undefined ? {} : { completed: expectCompleted(state.completed) }),
  };
}

function expectCoverage(json: JsonValue | undefined): Coverage {
  const list = expectList(json, 'coverage');
  const intervals = list.map((interval, index) => expectInterval(interval, `coverage[${index}]`));
  intervals.slice(1).forEach((interval, index) => {
    const previous = intervals[index];
    if (previous !== undefined && !isInOrder(previous, interval)) {
      throw malformed(
        `coverage[${index + 1}]`,
        'sorted by scope and `from`, without overlap',
        list[index + 1],
      );
    }
  });
  return intervals;
}

function isInOrder(left: CoverageInterval, right: CoverageInterval): boolean {
  return left.scope === right.scope ? left.to <= right.from : left.scope < right.scope;
}

function expectInterval(json: JsonValue, place: string): CoverageInterval {
  const { from, to, read_at, lag_ms, scope } = expectObject(json, place);
  if (typeof scope !== 'string') throw malformed(`${place}.scope`, 'a text', scope);
  if (lag_ms !== undefined && typeof lag_ms !== 'number')
    throw malformed(`${place}.lag_ms`, 'milliseconds', lag_ms);
  const interval = {
    from: expectInstant(from, `${place}.from`),
    to: expectInstant(to, `${place}.to`),
    readAt: expectInstant(read_at, `${place}.read_at`),
    ...(lag_ms === undefined ? {} : { lag: lag_ms }),
    scope,
  };
  if (interval.from >= interval.to)
    throw malformed(place, 'an interval whose `from` lies before its `to`', json);
  return interval;
}

function expectCompleted(json: JsonValue): Record<string, Instant> {
  const completed = expectObject(json, 'completed');
  return Object.fromEntries(
    Object.entries(completed).map(([sweep, at]) => [sweep, expectInstant(at, `completed.${sweep}`)]),
  );
}

function expectList(json: JsonValue | undefined, place: string): readonly JsonValue[] {
  if (isJsonArray(json)) return json;
  throw malformed(place, 'a list', json);
}

function expectObject(json: JsonValue, place: string): JsonObject {
  if (isJsonObject(json)) return json;
  throw malformed(place, 'an object', json);
}

function expectInstant(json: JsonValue | undefined, place: string): Instant {
  const instant = typeof json === 'string' ? parseInstant(json) : undefined;
  if (instant === undefined) throw malformed(place, 'an instant such as 2026-03-01T10:00:00.000Z', json);
  return instant;
}

function malformed(place: string, expected: string, found: JsonValue | undefined): FatalError {
  const shown = found === undefined ? 'nothing' : stringifyJson(found).slice(0, EXCERPT_LENGTH);
  return new FatalError({
    code: 'malformed_state',
    message: `The stored state is not readable: ${place} should be ${expected}, found ${shown}.`,
    remedy: 'Reset the state of this stream (`etl state reset`), so that it is read anew.',
  });
}
