import type { PlannedRead, ReadOnlySession } from '@etl/core';
import { planRun, type PlannedStream } from '@etl/core/pipeline';
import { EXIT, exitCodeOfError, type ExitCode } from '../exit-code.js';
import { createInterruptSignal } from '../interrupt.js';
import { formatInstant } from '../output/format-instant.js';
import { buildTextTable } from '../output/text-table.js';
import { withProject, withReadOnlySession } from '../project/open-project.js';
import { describeFailures } from '../project/describe-failures.js';
import type { ActionContext } from '../run-action.js';

interface StreamPlan {
  readonly source: string;
  readonly stream: string;
  readonly reads: readonly PlannedRead[];
}

/** `etl plan`: what the next run would read, from the committed state alone. */
export function planCommand(context: ActionContext): Promise<ExitCode> {
  const signal = createInterruptSignal(() => undefined);
  return withProject(context, async ({ sources, destination, dependencies }) => {
    const { streams, failures } = await planRun(sources, signal);
    const plans = await withReadOnlySession(destination, signal, (session) =>
      Promise.all(streams.map((stream) => planStream(stream, session, context, dependencies.clock.now()))),
    );
    print(context, plans);
    describeFailures(context, failures);
    return failures.length === 0 ? EXIT.success : exitCodeOfError(failures[0]?.error);
  });
}

async function planStream(
  { source, stream, tables }: PlannedStream,
  session: ReadOnlySession,
  { options: { since, until } }: ActionContext,
  startedAt: number,
): Promise<StreamPlan> {
  const state = await session.readState({ source: source.name, stream: stream.name });
  const range = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
  const wanted = new Set(tables.map((table) => table.name));
  const reads = stream.plan({ state, startedAt, tables: wanted, ...range });
  return { source: source.name, stream: stream.name, reads };
}

function print({ io, options }: ActionContext, plans: readonly StreamPlan[]): void {
  if (options.json === true) {
    for (const plan of plans)
      io.out(`${JSON.stringify({ type: 'plan', ...plan, reads: plan.reads.map(withInstants) })}\n`);
    return;
  }
  const rows = plans.flatMap(({ source, stream, reads }) =>
    reads.length === 0
      ? [[`${source}.${stream}`, '', '', '', 'nothing to read']]
      : reads.map((read) => {
          const { partition, from, to, reason } = withInstants(read);
          return [`${source}.${stream}`, partition, from, to, reason];
        }),
  );
  const titles = ['stream', 'partition', 'from', 'to (exclusive)', 'reason'];
  io.out(
    `${buildTextTable(
      titles.map((title) => ({ title, align: 'left' })),
      rows,
    )}\n`,
  );
}

function withInstants({ partition, reason, from, to }: PlannedRead) {
  return { partition, reason, from: formatInstant(from), to: formatInstant(to) };
}
