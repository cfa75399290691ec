import { randomUUID } from 'node:crypto';
import { currentProcess, type ProcessOwner } from './process-owner.js';

const NAME = /^etl-stage-([0-9a-f]*)-(\d+)-(\d*)-[0-9a-f-]{36}\.(tsv(\.\d+)?|spill)$/;

/** Beginning of the names of a process's stage files: they tell whose they are when it is gone. */
export function stageFilePrefix({ host, pid, started }: ProcessOwner): string {
  return `etl-stage-${Buffer.from(host, 'utf8').toString('hex')}-${pid}-${started}-`;
}

/**
 * A name of its own for the folder in which a database keeps what does not fit in memory: two engines that share a folder
 * may overwrite each other's files. What a killed process leaves in it is removed with its stage files.
 */
export function nameSpillFolder(): string {
  return `${stageFilePrefix(currentProcess())}${randomUUID()}.spill`;
}

/** The process a stage file or spill folder belongs to; `undefined` for any other file. */
export function readStageFileOwner(name: string): ProcessOwner | undefined {
  const match = NAME.exec(name);
  if (match === null) return undefined;
  const [, host = '', pid = '', started = ''] = match;
  return { host: Buffer.from(host, 'hex').toString('utf8'), pid: Number(pid), started };
}
