import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** How the command ended and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface EtlOptions {
  /** Working directory. */
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Options of Node itself. */
  readonly node?: readonly string[];
}

/** The `etl` command as it ships, in a process of its own. */
export interface EtlProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Calls `listener` with each line of stdout and its number from 1. */
  onLine(listener: (line: string, number: number) => void): void;
  /** Resolves with the first line for which `test` holds; rejects when the process ends before. */
  line(test: (line: string) => boolean): Promise<string>;
}

export const ETL = fileURLToPath(new URL('../../bin/etl.js', import.meta.url));

/** Runs the command to its end. */
export function runEtl(args: readonly string[], options: EtlOptions): Promise<Ended> {
  return startEtl(args, options).ended;
}

export function startEtl(args: readonly string[], options: EtlOptions): EtlProcess {
  const child = spawn(process.execPath, [...(options.node ?? []), ETL, ...args], {
    cwd: options.directory,
    // Nothing of the developer's own settings.
    env: { PATH: process.env.PATH, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (said[name] += text));
  }
  const listeners: ((line: string, number: number) => void)[] = [];
  let number = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    number += 1;
    for (const listener of listeners) listener(line, number);
  });
  const ended = once(child, 'close').then(([code, signal]): Ended => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    ...said,
  }));
  const onLine = (listener: (line: string, number: number) => void): void => {
    listeners.push(listener);
  };
  return { child, ended, onLine, line: (test) => waitForLine(onLine, ended, test) };
}

function waitForLine(
  onLine: EtlProcess['onLine'],
  ended: Promise<Ended>,
  test: (line: string) => boolean,
): Promise<string> {
  return new Promise((resolve, reject) => {
    onLine((line) => {
      if (test(line)) resolve(line);
    });
    void ended.then(({ code, stdout, stderr }) => {
      reject(new Error(`etl ended with ${code ?? 'a signal'} before that line came:\n${stdout}\n${stderr}`));
    });
  });
}

/** The events of `--json`. */
export function eventsOf({ stdout }: Pick<Ended, 'stdout'>): any[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
