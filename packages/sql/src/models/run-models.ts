import type { ModelRunOptions, Session, StreamKey, TransformedTable, Transaction } from '@etl/core';
import type { SqlDialect } from '../dialect.js';
import { findDialect } from '../dialects/find-dialect.js';
import { buildNewGeneration, GENERATIONS } from '../generations.js';
import { METADATA_COLUMNS } from '../metadata-columns.js';
import { quoteIdentifier, quoteTable } from '../quote.js';
import { buildModel } from './build-model.js';
import { latestChange, nextChangeNumber } from './change-log.js';
import { ModelCatalog, nameOf, type InputPosition } from './model-catalog.js';
import { registerModel } from './model-registry.js';
import type { Model, ModelInput } from './model.js';
import { planModels, type ModelPlan, type SkippedModel } from './plan-models.js';
import { defineScratchTables, isTable } from './scratch-tables.js';

export interface ModelsToRun {
  /** Under which the models are built by one run at a time, e.g. `{ source: 'gong', stream: 'transformer-gong' }`. */
  readonly owner: StreamKey;
  /** The source the models speak of, where it is one. */
  readonly source?: string;
  /** A model that reads another comes after it. */
  readonly models: readonly Model[];
  readonly options: ModelRunOptions;
}

/**
 * Builds models, in one transaction: all of them or none.
 *
 * What an input's rows say is built anew for the units that changed since the last run, and only rows that differ are
 * written; a model whose SQL or columns changed, or whose input was made anew, is built whole. Models whose inputs are not
 * there are left out and told with the reason.
 *
 * @throws ConfigError when the destination's dialect is unknown; LeaseHeldError while another run builds them; FatalError
 * when a table of a model's name was made by something else.
 */
export async function runModels(session: Session, run: ModelsToRun): Promise<readonly TransformedTable[]> {
  const dialect = findDialect(run.options.capabilities.dialect);
  const lease = await session.acquireLease(run.owner, run.options.runId);
  try {
    return await session.transaction((transaction) => new ModelRun(transaction, dialect, run).build(), lease);
  } finally {
    await lease.release();
  }
}

class ModelRun {
  readonly #transaction: Transaction;
  readonly #dialect: SqlDialect;
  readonly #run: ModelsToRun;
  readonly #transformer: string;

  constructor(transaction: Transaction, dialect: SqlDialect, run: ModelsToRun) {
    this.#transaction = transaction;
    this.#dialect = dialect;
    this.#run = run;
    this.#transformer = `${run.owner.source}.${run.owner.stream}`;
  }

  async build(): Promise<TransformedTable[]> {
    const { models, options } = this.#run;
    const catalog = await ModelCatalog.read(this.#transaction, models);
    const transformer = this.#transformer;
    const plans = planModels({ dialect: this.#dialect, transformer, models, catalog });
    for (const plan of plans) if ('mode' in plan) await this.#define(plan);
    const changeNumber = await nextChangeNumber(this.#transaction);
    const tables: TransformedTable[] = [];
    for (const plan of plans) {
      options.signal.throwIfAborted();
      tables.push('mode' in plan ? await this.#buildOne(plan, catalog, changeNumber) : describeSkipped(plan));
    }
    return tables;
  }

  /** Definitions come before all data: some databases end a transaction at each. */
  async #define({ model, mode, scratch }: ModelPlan): Promise<void> {
    if (mode === 'created') {
      const { columnTypes } = this.#dialect;
      const table = quoteTable(model.schema, model.name);
      const columns = model.columns.map(({ name, type }) => `${quoteIdentifier(name)} ${columnTypes[type]}`);
      await this.#transaction.run(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(model.schema)}`);
      await this.#transaction.run(`DROP TABLE IF EXISTS ${table}`);
      await this.#transaction.run(`CREATE TABLE ${table} (${columns.join(', ')})`);
    }
    for (const statement of defineScratchTables(this.#dialect, model, scratch)) {
      await this.#transaction.run(statement);
    }
  }

  async #buildOne(plan: ModelPlan, catalog: ModelCatalog, changeNumber: number): Promise<TransformedTable> {
    const { model, present, mode, fingerprint } = plan;
    const transaction = this.#transaction;
    const { runId } = this.#run.options;
    if (mode === 'created') {
      for (const statement of buildNewGeneration(model.schema, model.name))
        await transaction.update(statement);
    }
    // Read before the rows are: what is committed meanwhile is looked at again by the next run.
    const positions = await this.#readPositions(model, present);
    const watermarks = new Map(
      [...present].map((input) => [input, catalog.positionOf(model, input)?.watermark ?? 0]),
    );
    const dialect = this.#dialect;
    const changedRows = await buildModel({ transaction, dialect, plan, watermarks, changeNumber, runId });
    await registerModel(transaction, catalog, {
      model,
      transformer: this.#transformer,
      source: this.#run.source,
      fingerprint,
      positions,
      runId,
    });
    return { table: nameOf(model), changedRows };
  }

  async #readPositions(
    model: Model,
    present: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, InputPosition>> {
    const positions = new Map<string, InputPosition>();
    for (const [name, input] of Object.entries(model.inputs)) {
      if (!present.has(name)) continue;
      positions.set(name, {
        generation: await this.#readNumber(
          `SELECT max(generation) AS number FROM ${GENERATIONS} WHERE ${isTable(input)}`,
        ),
        watermark: await this.#readWatermark(input),
      });
    }
    return positions;
  }

  #readWatermark(input: ModelInput): Promise<number> {
    if (input.kind === 'model') return latestChange(this.#transaction, input);
    return this.#readNumber(
      `SELECT max(${METADATA_COLUMNS.commit}) AS number FROM ${quoteTable(input.schema, input.name)}`,
    );
  }

  async #readNumber(sql: string): Promise<number> {
    const [row] = await this.#transaction.rows(sql);
    return Number(row?.number ?? 0);
  }
}

function describeSkipped({ model, reason }: SkippedModel): TransformedTable {
  return { table: nameOf(model), changedRows: 0, skipped: reason };
}
