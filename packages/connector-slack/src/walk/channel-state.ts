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
  /** Whether it is archived, and was when it was read last: nothing can have changed in it since. */
  readonly isArchived: boolean;
}

/** @param channel as Slack lists it now; before it was asked, a channel is taken for what it was. */
export function readChannelState(
  state: StreamState,
  { id, isArchived = true }: { readonly id: string; readonly isArchived?: boolean },
): ChannelState {
  const value = state.get(threadsPartition(id))?.resume;
  const known: JsonObject = isJsonObject(value) ? value : {};
  return {
    coverage: state.get(id)?.coverage ?? [],
    threads: known.threads,
    recheckedAt: typeof known.rechecked_at === 'number' ? known.rechecked_at : undefined,
    isArchived: isArchived && known.is_archived === true,
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
