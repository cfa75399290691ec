import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Use } from './report-use.ts';

/** Starts a script beside this one. */
export function start(script: string, parameters: readonly string[]): ChildProcess {
  return fork(join(import.meta.dirname, `${script}.ts`), parameters);
}

/** The first message of a child. @throws when it ends before. */
export async function firstMessage<Message>(child: ChildProcess): Promise<Message> {
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`The process ended with ${String(code)}.`)),
    ),
  ])) as [Message];
  return message;
}

/** Runs a script to the use it reports. */
export function use(script: string, parameters: readonly string[]): Promise<Use> {
  return firstMessage<Use>(start(script, parameters));
}
