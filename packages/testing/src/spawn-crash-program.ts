import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { CrashOrder } from './crash.js';
import type { CrashProgram } from './destination/crash-program.js';

export interface CrashTarget {
  /** URL of the module that exports the destination. TypeScript will do where Node runs it. */
  readonly module: string | URL;
  /** Default: `destination`. */
  readonly exportName?: string;
}

/** TypeScript sources import each other by the names that their compiled files will have. */
const RESOLVE_SOURCES = `
  import { registerHooks } from 'node:module';
  registerHooks({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context);
      } catch (error) {
        if (!specifier.endsWith('.js')) throw error;
        return next(specifier.slice(0, -3) + '.ts', context);
      }
    },
  });
`;

/**
 * Starts a process that writes the program's commits and dies on the way; for a driver's `spawnCrash`.
 *
 * @throws Error with what the process said when it ended in any other way than by its own SIGKILL.
 */
export async function spawnCrashProgram(
  target: CrashTarget,
  config: unknown,
  program: CrashProgram,
): Promise<void> {
  const isSource = import.meta.url.endsWith('.ts');
  const child = new URL(isSource ? './crash.ts' : './crash.js', import.meta.url).href;
  const hooks = `data:text/javascript,${encodeURIComponent(RESOLVE_SOURCES)}`;
  const options = isSource ? ['--conditions=@etl/source', '--import', hooks] : [];
  const script = `const { runCrashChild } = await import(${JSON.stringify(child)}); await runCrashChild();`;
  const running = spawn(process.execPath, [...options, '--input-type=module', '--eval', script], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const { exportName = 'destination' } = target;
  const order: CrashOrder = { module: String(target.module), exportName, config, program };
  running.stdin.end(JSON.stringify(order));
  const [said, [status, signal]] = (await Promise.all([text(running.stderr), once(running, 'close')])) as [
    string,
    [number | null, NodeJS.Signals | null],
  ];
  if (signal !== 'SIGKILL') {
    throw new Error(
      `The doomed process ended with ${signal ?? `status ${status ?? ''}`} before its time: ${said}`,
    );
  }
}
