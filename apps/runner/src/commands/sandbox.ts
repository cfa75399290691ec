import { ConfigError } from '@etl/core';
import { EXIT, type ExitCode } from '../exit-code.js';
import { createInterruptSignal } from '../interrupt.js';
import { startSandbox } from '../project/sandboxes.js';
import type { ActionContext } from '../run-action.js';

/** `etl sandbox`: an emulator to send requests to, until Ctrl-C. */
export async function sandboxCommand({ io, options }: ActionContext): Promise<ExitCode> {
  const { source, data, port, json } = options;
  if (source === undefined) {
    throw new ConfigError({
      code: 'sandbox_needs_source',
      message: '`etl sandbox` starts one emulator, and none was named.',
      remedy: 'Name its connector: etl sandbox --source gong',
    });
  }
  const signal = createInterruptSignal(() => undefined);
  const packageName = source.startsWith('@') ? source : `@etl/connector-${source}`;
  const sandbox = await startSandbox(
    { name: source, packageName },
    { ...(data === undefined ? {} : { dataDirectory: data }), ...(port === undefined ? {} : { port }) },
  );
  if (json === true) io.out(`${JSON.stringify({ type: 'sandbox', source, config: sandbox.config })}\n`);
  else io.out(describe(source, sandbox.config));
  await new Promise<void>((stop) => {
    signal.addEventListener('abort', () => {
      stop();
    });
  });
  await sandbox.close();
  return EXIT.success;
}

function describe(source: string, config: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(config).map(([key, value]) => `  ${key}: ${String(value)}`);
  return `The ${source} emulator is running. Its connector reaches it with\n${lines.join('\n')}\nCtrl-C stops it.\n`;
}
