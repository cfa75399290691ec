import type { Io } from '../process-io.js';

/** An `Io` that keeps what was said. */
export interface RecordingIo extends Io {
  stdout(): string;
  stderr(): string;
  exitCode(): number | undefined;
}

export function createRecordingIo(
  options: Partial<Pick<Io, 'isInteractive' | 'environment'>> = {},
): RecordingIo {
  let [stdout, stderr] = ['', ''];
  let exitCode: number | undefined;
  return {
    isInteractive: false,
    environment: {},
    now: () => 0,
    ...options,
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
    exit: (code) => {
      exitCode = code;
    },
    stdout: () => stdout,
    stderr: () => stderr,
    exitCode: () => exitCode,
  };
}
