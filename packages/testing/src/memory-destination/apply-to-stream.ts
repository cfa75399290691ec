import { applyCheckpoint, type Checkpoint, type StreamState } from '@etl/core';

/** The state of a stream after one checkpoint of one of its partitions. */
export function applyToStream(state: StreamState, checkpoint: Checkpoint): StreamState {
  const { partition } = checkpoint;
  return new Map([...state, [partition, applyCheckpoint(state.get(partition), checkpoint)]]);
}
