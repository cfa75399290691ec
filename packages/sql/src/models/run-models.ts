import type { ModelRunOptions, Session, StreamKey, TransformedTable, Transaction } from '@etl/core';
import type { SqlDialect } from '../dialect.js';
import { findDialect } from '../dialects/find-dialect.js';
import { quoteIdentifier, quoteTable } from '../quote.js';
import { buildModel } from './build-model.js';
import { nextChangeNumber } from './change-log.js';
import { InputPositions } from './input-positions.js';
import { ModelCatalog, nameOf } from './model-catalog.js';
import { registerModel } from './model-registry.js';
import { defineWorkTables } from './model-work.js';
import type { Model } from './model.js';
import { planModels, type ModelPlan, type SkippedModel } from './plan-models.js';
import { defineScratchTables } from './scratch-tables.js';

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
    const transaction = this.#transaction;
    const catalog = await ModelCatalog.read(transaction, models);
    const positions = await InputPositions.read(transaction, models, catalog);
    const [dialect, transformer] = [this.#dialect, this.#transformer];
    const plans = planModels({ dialect, transformer, models, catalog, positions });
    for (const plan of plans) if (isToBuild(plan)) await this.#define(plan);
    const state = { catalog, positions, changeNumber: await nextChangeNumber(transaction) };
    const tables: TransformedTable[] = [];
    for (const plan of plans) {
      options.signal.throwIfAborted();
      const changedRows = isToBuild(plan) ? await this.#buildOne(plan, state) : 0;
      const skipped = 'reason' in plan ? { skipped: plan.reason } : {};
      tables.push({ table: nameOf(plan.model), changedRows, ...skipped });
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
    const scratchTables = defineScratchTables(this.#dialect, model, scratch, mode);
    for (const statement of [...scratchTables, ...defineWorkTables(this.#dialect, model)]) {
      await this.#transaction.run(statement);
    }
  }

  async #buildOne(plan: ModelPlan, { catalog, positions, changeNumber }: RunState): Promise<number> {
    const { model, present, mode, fingerprint } = plan;
    const transaction = this.#transaction;
    const { runId, signal } = this.#run.options;
    if (mode === 'created') await positions.renew(transaction, model);
    const watermarks = new Map(
      [...present].map((input) => [input, catalog.positionOf(model, input)?.watermark ?? 0]),
    );
    const dialect = this.#dialect;
    const changed = await buildModel({ transaction, dialect, plan, watermarks, changeNumber, runId, signal });
    if (changed > 0 && mode !== 'created') positions.advance(model, changeNumber);
    const [transformer, { source }] = [this.#transformer, this.#run];
    const read = Object.entries(model.inputs).filter(([name]) => present.has(name));
    const followed = new Map(read.map(([name, input]) => [name, positions.of(input)]));
    const registration = { model, transformer, source, fingerprint, positions: followed, runId };
    await registerModel(transaction, catalog, registration);
    return changed;
  }
}

/** What one run knows and keeps up to date. */
interface RunState {
  readonly catalog: ModelCatalog;
  readonly positions: InputPositions;
  readonly changeNumber: number;
}

function isToBuild(plan: ModelPlan | SkippedModel): plan is ModelPlan {
  return 'mode' in plan && plan.mode !== 'idle';
}
