import { ConfigError } from '@etl/core';
import { EXIT, type ExitCode } from '../exit-code.js';
import { createInterruptSignal } from '../interrupt.js';
import { withProject, withSession } from '../project/open-project.js';
import type { ActionContext } from '../run-action.js';

/** `etl state reset`: forgets one stream, or one of its partitions. Never more than was named. */
export async function stateResetCommand(context: ActionContext): Promise<ExitCode> {
  const { source, stream, partition } = context.options;
  if (source === undefined || stream === undefined) {
    throw new ConfigError({
      code: 'reset_needs_stream',
      message: '`etl state reset` forgets one stream at a time, and none was named.',
      remedy: 'Name it: etl state reset --source <name> --stream <name>',
    });
  }
  const signal = createInterruptSignal(() => undefined);
  return withProject(context, async ({ destination }) => {
    await withSession(destination, signal, (session) => session.resetState({ source, stream }, partition));
    const what =
      partition === undefined ? `${source}.${stream}` : `partition "${partition}" of ${source}.${stream}`;
    context.io.out(`The state of ${what} is forgotten; the next run reads it anew.\n`);
    return EXIT.success;
  });
}
