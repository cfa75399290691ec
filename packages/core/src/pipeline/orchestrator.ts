import type { Clock } from '../contracts/dependencies.js';
import type { DeletionBrake, DestinationCapabilities, Session } from '../contracts/destination.js';
import type { ModelSummary, TransformedTable } from '../contracts/events.js';
import type { Instant } from '../contracts/instant.js';
import type { StreamProblem, StreamReceipt } from '../contracts/receipt.js';
import type { ModelTransformer, SourceSchemas } from '../contracts/transformer.js';
import { toEtlError } from '../errors/errors.js';
import type { BackfillRange } from '../state/backfill-state.js';
import type { Redactor } from '../redactor.js';
import { mapConcurrently } from './map-concurrently.js';
import { planRun, type PlannedStream, type RunPlan } from './plan-run.js';
import type { NewRunEvent, RunEventListener } from './run-events.js';
import type { SourceToRun } from './source-to-run.js';
import { problemOf } from './stream-outcome.js';
import { StreamRun } from './stream-run.js';

export interface OrchestratorOptions {
  readonly runId: string;
  readonly sources: readonly SourceToRun[];
  readonly models: readonly ModelTransformer[];
  /** Of all configured sources: models are built also from sources that this run does not read. */
  readonly schemas: SourceSchemas;
  readonly session: Session;
  readonly capabilities: DestinationCapabilities;
  /** Streams read at the same time, over all sources. */
  readonly concurrency: number;
  readonly deletionBrake: DeletionBrake;
  readonly range: { readonly since?: Instant; readonly until?: Instant; readonly limit?: number };
  /** Reads this range of every stream again, whatever is covered; `range` does not count. */
  readonly backfill?: BackfillRange;
  readonly clock: Clock;
  readonly redactor: Redactor;
  readonly listeners: readonly RunEventListener[];
}

/** What a run came to. */
export interface RunReport {
  readonly runId: string;
  readonly receipts: readonly StreamReceipt[];
  readonly models: readonly ModelReport[];
}

/** What became of one model transformer; without `problem` it succeeded. */
export interface ModelReport {
  readonly transformer: string;
  readonly tables: readonly TransformedTable[];
  readonly summary?: ModelSummary;
  readonly problem?: StreamProblem;
}

/**
 * Plans and runs the streams of all sources, each isolated from the others' failures, then the model transformers.
 *
 * Everything it has to say goes to the listeners as {@link RunEvent}s, free of credentials (Invariant 9).
 */
export class PipelineOrchestrator {
  readonly #options: OrchestratorOptions;

  constructor(options: OrchestratorOptions) {
    this.#options = options;
  }

  /**
   * Runs once. Resolves whatever happens to single streams; their receipts tell.
   *
   * @param signal Aborting stops fetching; what was read completely is committed and the streams end `interrupted`.
   * @param planned What to run, where the caller has asked the sources already.
   */
  async run(signal: AbortSignal, planned?: RunPlan): Promise<RunReport> {
    const { sources, concurrency, runId } = this.#options;
    const plan = planned ?? (await planRun(sources, signal));
    this.#emit({
      type: 'run_started',
      streams: plan.streams.map(({ source, stream }) => ({ source: source.name, stream: stream.name })),
    });
    const failed = await Promise.all(plan.failures.map((failure) => this.#recordUnreadSource(failure)));
    const ended = await mapConcurrently(plan.streams, concurrency, (planned) =>
      this.#runStream(planned, signal),
    );
    const receipts = [...failed, ...ended];
    const models = signal.aborted ? [] : await this.#runModels(signal);
    this.#emit({ type: 'run_ended', receipts });
    return { runId, receipts, models };
  }

  async #runStream({ source, stream, tables }: PlannedStream, signal: AbortSignal): Promise<StreamReceipt> {
    const receipt = await new StreamRun({
      ...this.#options,
      ...source,
      source: source.name,
      stream,
      tables,
      signal,
      emit: (event) => {
        this.#emit({ ...event, source: source.name, stream: stream.name });
      },
    }).run();
    return this.#record(receipt);
  }

  /** A source whose streams could not even be listed has one receipt, under the name `*`. */
  #recordUnreadSource({ source, error }: { source: SourceToRun; error: unknown }): Promise<StreamReceipt> {
    const now = this.#options.clock.now();
    return this.#record({
      source: source.name,
      stream: '*',
      runId: this.#options.runId,
      outcome: 'failed',
      startedAt: now,
      endedAt: now,
      commits: 0,
      requests: 0,
      tables: [],
      problem: problemOf(toEtlError(error)),
    });
  }

  async #record(unsafe: StreamReceipt): Promise<StreamReceipt> {
    const receipt = await this.#store(this.#options.redactor.redactValue(unsafe));
    this.#emit({ type: 'stream_ended', source: receipt.source, stream: receipt.stream, receipt });
    return receipt;
  }

  /** A receipt that cannot be stored is no proof. */
  async #store(receipt: StreamReceipt): Promise<StreamReceipt> {
    try {
      await this.#options.session.recordOutcome(receipt);
      return receipt;
    } catch (error) {
      if (receipt.problem !== undefined) return receipt;
      return { ...receipt, outcome: 'failed', problem: problemOf(toEtlError(error)) };
    }
  }

  async #runModels(signal: AbortSignal): Promise<ModelReport[]> {
    const reports: ModelReport[] = [];
    for (const model of this.#options.models) reports.push(await this.#runModel(model, signal));
    return reports;
  }

  async #runModel(model: ModelTransformer, signal: AbortSignal): Promise<ModelReport> {
    const { session, runId, schemas, capabilities, redactor } = this.#options;
    const transformer = model.name;
    try {
      const tables = await model.run(session, { schemas, capabilities, runId, signal });
      const summary = redactor.redactValue(await model.summarise?.(session));
      const report = { transformer, tables, ...(summary === undefined ? {} : { summary }) };
      this.#emit({ type: 'transformer_ended', ...report });
      return report;
    } catch (error) {
      const problem = redactor.redactValue(problemOf(toEtlError(error)));
      this.#emit({ type: 'transformer_failed', transformer, ...problem });
      return { transformer, tables: [], problem };
    }
  }

  #emit(event: NewRunEvent): void {
    const { clock, runId, redactor, listeners } = this.#options;
    // Invariant 9: nothing leaves the orchestrator unredacted.
    const complete = redactor.redactValue({ at: clock.now(), runId, ...event });
    for (const listener of listeners) listener(complete);
  }
}
