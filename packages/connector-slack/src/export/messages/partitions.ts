import type { JsonValue, ResumeCheckpoint } from '@etl/core';
import { isJsonObject } from '@etl/core/json';
import { exportPartition } from '../../walk/checkpoints.js';

/** A conversation that an export was read to its end in. */
export interface DoneConversation {
  /** Of the export. */
  readonly digest: string;
  /** Whether something was covered by it. */
  readonly isCovering: boolean;
}

export function doneCheckpoint(id: string, { digest, isCovering }: DoneConversation): ResumeCheckpoint {
  return { kind: 'resume', partition: exportPartition(id), value: { export: digest, covers: isCovering } };
}

export function readDone(value: JsonValue | undefined): DoneConversation | undefined {
  if (!isJsonObject(value) || typeof value.export !== 'string') return undefined;
  return { digest: value.export, isCovering: value.covers === true };
}
