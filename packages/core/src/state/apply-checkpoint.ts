import type { Checkpoint, CompleteCheckpoint } from '../contracts/checkpoint.js';
import type { PartitionState } from '../contracts/state.js';
import { cover } from './cover.js';

const NOTHING_KNOWN: PartitionState = { coverage: [] };

/** The state of a partition after one of its checkpoints. Applying a checkpoint twice changes nothing more. */
export function applyCheckpoint(state: PartitionState | undefined, checkpoint: Checkpoint): PartitionState {
  const before = state ?? NOTHING_KNOWN;
  switch (checkpoint.kind) {
    case 'covered':
      return { ...before, coverage: cover(before.coverage, checkpoint) };
    case 'resume':
      return checkpoint.value === null ? withoutResume(before) : { ...before, resume: checkpoint.value };
    case 'complete':
      return complete(withoutResume(before), checkpoint);
  }
}

function complete(state: PartitionState, { sweep, readAt }: CompleteCheckpoint): PartitionState {
  return { ...state, completed: { ...state.completed, [sweep]: readAt } };
}

function withoutResume({ coverage, completed }: PartitionState): PartitionState {
  return completed === undefined ? { coverage } : { coverage, completed };
}
