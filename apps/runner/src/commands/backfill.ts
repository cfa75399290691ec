import { ConfigError, formatInstant, unfinishedBackfills, type BackfillRange } from '@etl/core';
import { canBackfill, planRun, type RunPlan } from '@etl/core/pipeline';
import type { ExitCode } from '../exit-code.js';
import { createInterruptSignal } from '../interrupt.js';
import { withProject, withReadOnlySession, type Project } from '../project/open-project.js';
import type { ActionContext } from '../run-action.js';
import { runAndReport } from './run.js';

/** `etl backfill`: reads a range again, whatever is covered; goes on where an unfinished backfill of that range stopped. */
export function backfillCommand(context: ActionContext): Promise<ExitCode> {
  const { io, options } = context;
  const backfill = requireRange(options.from, options.to);
  const signal = createInterruptSignal((message) => {
    io.err(`${message}\n`);
  });
  return withProject(context, async (project) => {
    const plan = leaveOutSnapshots(await planRun(project.sources, signal), project, context);
    await tellResumed(plan, backfill, project, context, signal);
    return runAndReport(project, context, { range: {}, backfill, plan }, signal);
  });
}

function requireRange(from: number | undefined, to: number | undefined): BackfillRange {
  if (from !== undefined && to !== undefined && from < to) return { from, to };
  throw new ConfigError({
    code: 'empty_backfill',
    message: 'The range to backfill is empty: --from does not lie before --to.',
    remedy: 'Write the first instant to read as --from and the first one not to read as --to.',
  });
}

/** Streams that every run reads whole have nothing to read again. @throws ConfigError when one was asked for by name. */
function leaveOutSnapshots(
  plan: RunPlan,
  { dependencies }: Project,
  { io, options }: ActionContext,
): RunPlan {
  const now = dependencies.clock.now();
  const whole = plan.streams.filter(({ stream }) => !canBackfill(stream, now));
  const names = whole.map(({ source, stream }) => `${source.name}.${stream.name}`);
  if (options.stream !== undefined && names[0] !== undefined) {
    throw new ConfigError({
      code: 'not_backfilled',
      message: `${names.join(', ')} is read whole by every run, so no range of it can be read again.`,
      remedy: 'Read it with `etl run`, or name a stream that is read by time (`etl discover` shows them).',
    });
  }
  if (names.length > 0) io.err(`Left out, because every run reads them whole: ${names.join(', ')}.\n`);
  return { ...plan, streams: plan.streams.filter((planned) => !whole.includes(planned)) };
}

/** Somebody who wants to begin anew must know that this goes on, and how to forget it. */
async function tellResumed(
  { streams }: RunPlan,
  { from, to }: BackfillRange,
  { destination }: Project,
  { io }: ActionContext,
  signal: AbortSignal,
): Promise<void> {
  await withReadOnlySession(destination, signal, async (session) => {
    for (const { source, stream } of streams) {
      const state = await session.readState({ source: source.name, stream: stream.name });
      const begun = unfinishedBackfills(state).find((other) => other.from === from && other.to === to);
      if (begun === undefined) continue;
      io.err(
        `${source.name}.${stream.name} goes on with the backfill begun at ${formatInstant(begun.startedAt)}. To begin ` +
          `anew, forget it first: etl state reset --source ${source.name} --stream ${stream.name} ` +
          `--partition '${begun.partition}'\n`,
      );
    }
  });
}
