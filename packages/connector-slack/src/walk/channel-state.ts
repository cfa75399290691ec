import type { Coverage, Instant, JsonObject, JsonValue, StreamState } from '@etl/core';
import { isJsonObject } from '@etl/core/json';
import { threadsPartition } from './checkpoints.js';

/** What is known of a channel. */
export interface ChannelState {
  readonly coverage: Coverage;
  /** What a `ThreadBook` is made of. */
  readonly threads: JsonValue | undefined;
  /** When all that is watched was read last. */
  readonly recheckedAt: Instant | undefined;
  /** Whether it was archived when it was read last: nothing can have changed in it since. */
  readonly isArchived: boolean;
}

export function readChannelState(state: StreamState, channelId: string): ChannelState {
  const value = state.get(threadsPartition(channelId))?.resume;
  const known: JsonObject = isJsonObject(value) ? value : {};
  return {
    coverage: state.get(channelId)?.coverage ?? [],
    threads: known.threads,
    recheckedAt: typeof known.rechecked_at === 'number' ? known.rechecked_at : undefined,
    isArchived: known.is_archived === true,
  };
}

/** The resume value that {@link readChannelState} reads. */
export function writeChannelState({
  threads,
  recheckedAt,
  isArchived,
}: Omit<ChannelState, 'coverage'>): JsonObject {
  return {
    ...(threads === undefined ? {} : { threads }),
    ...(recheckedAt === undefined ? {} : { rechecked_at: recheckedAt }),
    ...(isArchived ? { is_archived: true } : {}),
  };
}
