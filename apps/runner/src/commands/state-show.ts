import { stateToJson, type ReadOnlySession } from '@etl/core';
import { planRun, type PlannedStream } from '@etl/core/pipeline';
import { EXIT, exitCodeOfError, type ExitCode } from '../exit-code.js';
import { createInterruptSignal } from '../interrupt.js';
import { describeFailures } from '../project/describe-failures.js';
import { withProject, withReadOnlySession } from '../project/open-project.js';
import type { ActionContext } from '../run-action.js';

/** `etl state show`: the committed state of each stream and partition, as JSON. */
export function stateShowCommand(context: ActionContext): Promise<ExitCode> {
  const signal = createInterruptSignal(() => undefined);
  return withProject(context, async ({ sources, destination }) => {
    const { streams, failures } = await planRun(sources, signal);
    await withReadOnlySession(destination, signal, async (session) => {
      for (const stream of streams) await show(stream, session, context);
    });
    describeFailures(context, failures);
    return failures.length === 0 ? EXIT.success : exitCodeOfError(failures[0]?.error);
  });
}

async function show(
  { source, stream }: PlannedStream,
  session: ReadOnlySession,
  { io, options }: ActionContext,
): Promise<void> {
  const state = await session.readState({ source: source.name, stream: stream.name });
  for (const [partition, partitionState] of state) {
    const entry = { source: source.name, stream: stream.name, partition, state: stateToJson(partitionState) };
    const text =
      options.json === true ? JSON.stringify({ type: 'state', ...entry }) : JSON.stringify(entry, null, 2);
    io.out(`${text}\n`);
  }
}
