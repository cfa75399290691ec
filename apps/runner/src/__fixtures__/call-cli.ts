import { join } from 'node:path';
import { runCli } from '../cli.js';
import { forgetInterrupts } from './forget-interrupts.js';
import type { Project } from './project.js';
import { createRecordingIo, type RecordingIo } from './recording-io.js';

/** Runs the command in this process, in the sandbox unless the arguments say otherwise. */
export function call(project: Pick<Project, 'directory'>, ...args: string[]): Promise<RecordingIo> {
  return callWith({}, project, ...args);
}

export async function callWith(
  environment: Readonly<Record<string, string>>,
  project: Pick<Project, 'directory'>,
  ...args: string[]
): Promise<RecordingIo> {
  const io = createRecordingIo({ environment });
  await runCli(io, [...args, '--config', join(project.directory, 'configs')]);
  forgetInterrupts();
  return io;
}

/** The lines of `--json`, parsed. */
export function linesOf(io: Pick<RecordingIo, 'stdout'>): any[] {
  return io
    .stdout()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
