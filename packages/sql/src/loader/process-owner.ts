import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process, told from a later one with the same id by its start. */
export interface ProcessOwner {
  readonly host: string;
  readonly pid: number;
  /** Kernel's start time of the process; `''` where the system does not tell. */
  readonly started: string;
}

export function currentProcess(): ProcessOwner {
  return { host: hostname(), pid: process.pid, started: startOf(process.pid) };
}

/** Whether the process certainly runs no more. One on another host may run. */
export function isGone(owner: ProcessOwner): boolean {
  if (owner.host !== hostname()) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
  return startOf(owner.pid) !== owner.started;
}

/** Field 22 of /proc/<pid>/stat; the name before it may hold spaces and parentheses. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
