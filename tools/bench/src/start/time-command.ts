import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** Milliseconds until a Node process has ended. @throws when it ends with another code than 0. */
export async function timeCommand(parameters: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
  const [complaint] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  const { exitCode } = child;
  if (exitCode !== 0) throw new Error(`${parameters.join(' ')} ended with ${exitCode}: ${complaint}`);
  return performance.now() - start;
}
