import type { Coverage, Instant, JsonObject, JsonValue, StreamState } from '@etl/core';
import { isJsonObject } from '@etl/core/json';
import { exportPartition, threadsPartition } from './checkpoints.js';

/** What is known of a channel. */
export interface ChannelState {
  readonly coverage: Coverage;
  /** What a `ThreadBook` is made of. */
  readonly threads: JsonValue | undefined;
  /** When all that is watched was read last. */
  readonly recheckedAt: Instant | undefined;
  /** Whether rows of it may be there: it was read, or that was begun, or an export of it was. */
  readonly isKnown: boolean;
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
    isKnown: [id, threadsPartition(id), exportPartition(id)].some((partition) => state.has(partition)),
    isArchived: isArchived && known.is_archived === true,
  };
}

/** The resume value that {@link readChannelState} reads. */
export function writeChannelState({
  threads,
  recheckedAt,
  isArchived,
}: Omit<ChannelState, 'coverage' | 'isKnown'>): JsonObject {
  return {
    ...(threads === undefined ? {} : { threads }),
    ...(recheckedAt === undefined ? {} : { rechecked_at: recheckedAt }),
    ...(isArchived ? { is_archived: true } : {}),
  };
}
