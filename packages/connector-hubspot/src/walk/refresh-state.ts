import type { Instant, JsonObject, JsonValue } from '@etl/core';
import { isJsonArray, isJsonObject } from '@etl/core/json';
import { ALL_IDS, readRanges, type IdRange } from './id-range.js';

/** A walk over all records that is under way. */
export interface RunningRefresh {
  /** Start of the run that began it: everything older is covered once it ends. */
  readonly startedAt: Instant;
  /** When the reading began. */
  readonly readAt: Instant;
  readonly wants: readonly string[];
  readonly ranges: readonly IdRange[];
}

/** What is remembered of walks over all records. */
export interface RefreshState {
  readonly completedAt?: Instant;
  /** What the last one was read for. */
  readonly wanted: readonly string[];
  readonly running?: RunningRefresh;
}

/** Whether all records are to be read now: never read, not for all that is wanted, too long ago, or not to the end. */
export function isDue(
  state: RefreshState,
  wants: readonly string[],
  every: number,
  startedAt: Instant,
): boolean {
  if (state.completedAt === undefined || state.running !== undefined) return true;
  const isNew = wants.some((name) => !state.wanted.includes(name));
  return isNew || startedAt - state.completedAt >= every;
}

/** Goes on with a walk that reads all that is wanted, or begins anew. */
export function resumeOrBegin(
  { running }: RefreshState,
  wants: readonly string[],
  startedAt: Instant,
  now: Instant,
): RunningRefresh {
  if (running !== undefined && wants.every((name) => running.wants.includes(name))) return running;
  return { startedAt, readAt: now, wants, ranges: [ALL_IDS] };
}

export function writeRefreshState({ completedAt, wanted, running }: RefreshState): JsonObject {
  return {
    wanted,
    ...(completedAt === undefined ? {} : { completedAt }),
    ...(running === undefined ? {} : { running: { ...running } }),
  };
}

/** What cannot be read is as if it were not there: all records are read again. */
export function readRefreshState(value: JsonValue | undefined): RefreshState {
  if (!isJsonObject(value)) return { wanted: [] };
  const running = readRunning(value.running);
  return {
    wanted: readNames(value.wanted),
    ...(typeof value.completedAt === 'number' ? { completedAt: value.completedAt } : {}),
    ...(running === undefined ? {} : { running }),
  };
}

function readRunning(value: JsonValue | undefined): RunningRefresh | undefined {
  if (!isJsonObject(value)) return undefined;
  const { startedAt, readAt } = value;
  const ranges = readRanges(value.ranges);
  if (typeof startedAt !== 'number' || typeof readAt !== 'number' || ranges === undefined) return undefined;
  return { startedAt, readAt, wants: readNames(value.wants), ranges };
}

function readNames(value: JsonValue | undefined): readonly string[] {
  return isJsonArray(value) ? value.filter((name) => typeof name === 'string') : [];
}
