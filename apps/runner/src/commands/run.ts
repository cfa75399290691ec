import { randomUUID } from 'node:crypto';
import {
  PipelineOrchestrator,
  type OrchestratorOptions,
  type RunEventListener,
  type RunPlan,
  type RunReport,
} from '@etl/core/pipeline';
import { exitCodeOfRun, type ExitCode } from '../exit-code.js';
import { createInterruptSignal } from '../interrupt.js';
import { describeModels, describeSummaries } from '../output/describe-models.js';
import { describeProblems } from '../output/describe-problems.js';
import { createJsonOutput } from '../output/json-output.js';
import { buildReceiptTable } from '../output/receipt-table.js';
import { createTerminalOutput } from '../output/terminal-output.js';
import { withProject, withSession, type Project } from '../project/open-project.js';
import { readRange } from '../range-options.js';
import type { ActionContext } from '../run-action.js';

const REDRAW_EVERY = 200;

/** `etl run` */
export function runCommand(context: ActionContext): Promise<ExitCode> {
  const { io } = context;
  const signal = createInterruptSignal((message) => {
    io.err(`${message}\n`);
  });
  const { limit } = context.options;
  const range = { ...readRange(context.options), ...(limit === undefined ? {} : { limit }) };
  return withProject(context, (project) => runAndReport(project, context, { range }, signal));
}

/** What is run, and of which streams, where the caller has asked the sources already. */
export interface Undertaking extends Pick<OrchestratorOptions, 'range' | 'backfill'> {
  readonly plan?: RunPlan;
}

/** Runs, prints receipts and problems, and says how the command ends. */
export async function runAndReport(
  project: Project,
  context: ActionContext,
  undertaking: Undertaking,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { io } = context;
  const report = await run(project, context, undertaking, signal);
  if (context.options.json !== true) {
    io.out(`\n${buildReceiptTable(report.receipts)}\n`);
    for (const line of describeModels(report.models)) io.out(`${line}\n`);
    for (const summary of describeSummaries(report.models)) io.out(`${summary}\n`);
  }
  for (const problem of describeProblems(report.receipts)) io.err(`${problem}\n`);
  for (const { transformer, problem } of report.models) {
    if (problem !== undefined) io.err(`${transformer} failed: ${problem.message}\n`);
  }
  return exitCodeOfRun(report);
}

function run(
  project: Project,
  context: ActionContext,
  { plan, ...undertaking }: Undertaking,
  signal: AbortSignal,
): Promise<RunReport> {
  const { config, destination, dependencies } = project;
  return withSession(destination, signal, (session) =>
    new PipelineOrchestrator({
      ...project,
      runId: randomUUID(),
      session,
      capabilities: destination.capabilities,
      concurrency: config.concurrency,
      deletionBrake: config.deletionBrake,
      ...undertaking,
      clock: dependencies.clock,
      redactor: context.redactor,
      listeners: [createOutput(context), logRequests(project)],
    }).run(signal, plan),
  );
}

function createOutput({ io, options }: ActionContext): RunEventListener {
  if (options.json === true) return createJsonOutput(io.out);
  return createTerminalOutput({ isInteractive: io.isInteractive, redrawEvery: REDRAW_EVERY, write: io.out });
}

function logRequests({ dependencies: { logger } }: Project): RunEventListener {
  return (event) => {
    if (event.type !== 'source_event') return;
    const { type, ...details } = event.event;
    if (type === 'warning') logger.warn(`${event.source}.${event.stream}: ${event.event.message}`);
    else logger.debug(`${event.source}.${event.stream}: ${type}`, details);
  };
}
