import { planRun } from '@etl/core/pipeline';
import { EXIT, exitCodeOfError, type ExitCode } from '../exit-code.js';
import { createInterruptSignal } from '../interrupt.js';
import { sumCosts } from '../plan/source-cost.js';
import { planStream, type PlanOptions, type StreamPlan } from '../plan/stream-plan.js';
import { tellPlan } from '../plan/tell-plan.js';
import { describeFailures } from '../project/describe-failures.js';
import { withProject, withReadOnlySession, type Project } from '../project/open-project.js';
import { readRange } from '../range-options.js';
import type { ActionContext } from '../run-action.js';

/** `etl plan`: what the next run would read, from the committed state, and what it costs. */
export function planCommand(context: ActionContext): Promise<ExitCode> {
  const signal = createInterruptSignal(() => undefined);
  return withProject(context, async (project) => {
    const { sources, destination, dependencies } = project;
    const { streams, failures } = await planRun(sources, signal);
    const now = dependencies.clock.now();
    const options = buildOptions(context, now, signal);
    const plans = await withReadOnlySession(destination, signal, (session) =>
      Promise.all(
        streams.map(async (planned) => {
          const key = { source: planned.source.name, stream: planned.stream.name };
          return planStream(planned, await session.readState(key), options);
        }),
      ),
    );
    const planned = sources.filter(({ name }) => plans.some(({ source }) => source === name));
    const costs = await Promise.all(
      planned.map((source) =>
        sumCosts(
          source,
          plans.filter((plan) => plan.source === source.name),
          now,
        ),
      ),
    );
    tellPlan(plans, costs, context);
    const all = [...failures, ...uncounted(plans, project)];
    describeFailures(context, all);
    return all.length === 0 ? EXIT.success : exitCodeOfError(all[0]?.error);
  });
}

function buildOptions({ options }: ActionContext, startedAt: number, signal: AbortSignal): PlanOptions {
  const { count: mayAsk = false } = options;
  return { startedAt, ...readRange(options), mayAsk, signal, report: () => undefined };
}

/** Streams that could not be counted, by source. */
function uncounted(plans: readonly StreamPlan[], { sources }: Project) {
  return plans.flatMap(({ source: name, problem }) => {
    const source = sources.find((candidate) => candidate.name === name);
    return problem === undefined || source === undefined ? [] : [{ source, error: problem }];
  });
}
