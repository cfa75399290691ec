import { ConfigError, type Stream, type Table } from '@etl/core';
import { planRun, selectTables, type PlannedStream, type Selection } from '@etl/core/pipeline';
import { EXIT, exitCodeOfError, type ExitCode } from '../exit-code.js';
import { createInterruptSignal } from '../interrupt.js';
import { tellDiscovered } from '../output/tell-discovered.js';
import { describeFailures } from '../project/describe-failures.js';
import { withProject, type Project } from '../project/open-project.js';
import type { ActionContext } from '../run-action.js';
import { writeDocumentation } from './write-documentation.js';

/** A stream that a source offers. */
export interface DiscoveredStream {
  readonly source: string;
  readonly schema: string;
  readonly stream: Stream;
  readonly tables: readonly DiscoveredTable[];
}

export interface DiscoveredTable {
  readonly table: Table;
  /** The same with the columns that the configuration selects; absent when it leaves the table out. */
  readonly selected?: Table;
}

/** `etl discover`: what each source offers, or with `--docs` what the destination will hold. */
export async function discoverCommand(context: ActionContext): Promise<ExitCode> {
  const { docs = false, output, stream } = context.options;
  if (output !== undefined && !docs) throw outputNeedsDocs();
  const signal = createInterruptSignal(() => undefined);
  return withProject(context, async (project) => {
    const everything = stream === undefined ? {} : { streams: [stream] };
    const sources = project.sources.map((source) => ({ ...source, selection: everything }));
    const { streams, failures } = await planRun(sources, signal);
    const discovered = streams.map((planned) => discover(planned, selectionOf(project, planned)));
    if (docs) await writeDocumentation(discovered, project, context);
    else tellDiscovered(discovered, context);
    describeFailures(context, failures);
    return failures.length === 0 ? EXIT.success : exitCodeOfError(failures[0]?.error);
  });
}

function selectionOf({ config }: Project, { source }: PlannedStream): Selection {
  return config.sources.find(({ name }) => name === source.name)?.selection ?? {};
}

function discover({ source, stream, tables }: PlannedStream, selection: Selection): DiscoveredStream {
  const selected = new Map(selectTables(stream, selection).map((table) => [table.name, table]));
  return {
    source: source.name,
    schema: source.schema,
    stream,
    tables: tables.map((table) => {
      const chosen = selected.get(table.name);
      return chosen === undefined ? { table } : { table, selected: chosen };
    }),
  };
}

function outputNeedsDocs(): ConfigError {
  return new ConfigError({
    code: 'output_needs_docs',
    message: '--output names the folder of the documentation, and none was asked for.',
    remedy: 'Add --docs, or leave out --output.',
  });
}
