import { ConfigError, FatalError, toEtlError, type ConformedTable } from '@etl/core';
import {
  planRun,
  readFirstRecords,
  type FirstRecords,
  type PlannedStream,
  type RunPlan,
} from '@etl/core/pipeline';
import { EXIT, exitCodeOfError, type ExitCode } from '../exit-code.js';
import { createInterruptSignal } from '../interrupt.js';
import { tellPreview } from '../output/tell-preview.js';
import { withProject, type Project } from '../project/open-project.js';
import { readRange } from '../range-options.js';
import type { ActionContext } from '../run-action.js';

const DEFAULT_LIMIT = 10;

/** `etl preview`: the first records of one stream, typed by the destination in a place that is gone afterwards. */
export function previewCommand(context: ActionContext): Promise<ExitCode> {
  const signal = createInterruptSignal(() => undefined);
  return withProject(context, async (project) => {
    const planned = requireOne(await planRun(project.sources, signal));
    const first = await read(planned, project, context, signal);
    const conformed = await conform(planned, first, project, signal);
    tellPreview(planned, conformed, context);
    for (const { partition, error } of first.failures)
      context.io.err(`partition "${partition}": ${context.redactor.redact(error.describe())}\n`);
    const [failure] = first.failures;
    return failure === undefined ? EXIT.success : exitCodeOfError(failure.error);
  });
}

/** The only stream, or the one that was named. @throws ConfigError when there are several. */
function requireOne({ streams, failures }: RunPlan): PlannedStream {
  const [failure] = failures;
  if (failure !== undefined) throw toEtlError(failure.error);
  const [only, ...others] = streams;
  if (only !== undefined && others.length === 0) return only;
  const names = streams.map(({ source, stream }) => `--source ${source.name} --stream ${stream.name}`);
  throw new ConfigError({
    code: 'preview_needs_stream',
    message: '`etl preview` shows one stream, and none was named.',
    remedy: names.length === 0 ? 'The configuration selects no stream.' : `Name it: ${names.join(', or ')}.`,
  });
}

function read(
  planned: PlannedStream,
  { dependencies }: Project,
  { options }: ActionContext,
  signal: AbortSignal,
): Promise<FirstRecords> {
  const { limit = DEFAULT_LIMIT } = options;
  return readFirstRecords(planned, {
    limit,
    startedAt: dependencies.clock.now(),
    ...readRange(options),
    signal,
    report: (event) => {
      if (event.type === 'warning') dependencies.logger.warn(event.message);
      else dependencies.logger.debug(event.type, { ...event });
    },
  });
}

async function conform(
  { tables }: PlannedStream,
  first: FirstRecords,
  { destination, config }: Project,
  signal: AbortSignal,
): Promise<readonly ConformedTable[]> {
  const conformed = await destination.conform?.(
    tables.map((table) => ({ table, records: first.tables.get(table.name) ?? [] })),
    signal,
  );
  if (conformed !== undefined) return conformed;
  throw new FatalError({
    code: 'preview_not_offered',
    message: `Destination ${config.destination.plugin.name} cannot type records without storing them.`,
    remedy: 'Preview with the profile sandbox, which uses DuckDB.',
  });
}
